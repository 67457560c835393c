//! A story's rows in one table, made those that were weighed. A row that is as it was is left where it is: ids are as good
//! as random, so that each row that goes or comes turns a page of every index.

use std::collections::BTreeMap;

use rusqlite::{
    Connection, ToSql, params_from_iter,
    types::{ToSqlOutput, Value, ValueRef},
};

/// A table of rows that belong to stories and have ids of their own.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    /// What is compared and written, the id first; the number and the story are not among them.
    pub(crate) columns: &'static [&'static str],
    /// The column whose words are indexed: a row where it changes is a new one.
    pub(crate) words: Option<&'static str>,
    /// For those whose ids are kept when they go, the kind of thing and the column of what it is called.
    pub(crate) retired_as: Option<(&'static str, &'static str)>,
}

/// The rows that a story has in a table, while they are made those that were weighed.
pub(crate) struct Rows<'c> {
    c: &'c Connection,
    table: &'static Table,
    story: i64,
    /// Those of before that are not yet found again, by id.
    before: BTreeMap<String, Vec<(i64, Vec<Value>)>>,
}

/// What became of a row that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// It was there.
    Same,
    /// One of its id was there, with this number, and is now as it is.
    Altered(i64),
    /// It was not there; it has this number.
    New(i64),
}

impl Put {
    /// The number of a row that was not there.
    pub(crate) const fn number_of_new(self) -> Option<i64> {
        match self {
            Self::New(n) => Some(n),
            Self::Same | Self::Altered(_) => None,
        }
    }
}

impl<'c> Rows<'c> {
    pub(crate) fn of(c: &'c Connection, table: &'static Table, story: i64) -> rusqlite::Result<Self> {
        let sql = format!("SELECT n, {} FROM {} WHERE story = ?1", quoted(table.columns), table.name);
        let mut statement = c.prepare_cached(&sql)?;
        let mut rows = statement.query([story])?;
        let mut before: BTreeMap<String, Vec<(i64, Vec<Value>)>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let values = (1..=table.columns.len()).map(|column| row.get(column));
            before.entry(row.get(1)?).or_default().push((row.get(0)?, values.collect::<rusqlite::Result<_>>()?));
        }
        Ok(Self { c, table, story, before })
    }

    /// Sees to it that the story has this row; its id is the first of the values.
    pub(crate) fn put(&mut self, values: &[&dyn ToSql]) -> rusqlite::Result<Put> {
        let bound = values.iter().map(|value| value.to_sql()).collect::<rusqlite::Result<Vec<_>>>()?;
        let Some((n, was)) = self.take(&bound) else { return self.insert(values) };
        let differs = |column: &usize| ValueRef::from(&was[*column]) != plain(&bound[*column]);
        let differing: Vec<usize> = (0..bound.len()).filter(differs).collect();
        if differing.is_empty() {
            return Ok(Put::Same);
        }
        if differing.iter().any(|column| Some(self.table.columns[*column]) == self.table.words) {
            self.delete(n)?;
            return self.insert(values);
        }
        let set = differing
            .iter()
            .enumerate()
            .map(|(at, column)| format!("\"{}\" = ?{}", self.table.columns[*column], at + 2));
        let sql = format!("UPDATE {} SET {} WHERE n = ?1", self.table.name, set.collect::<Vec<_>>().join(", "));
        let n_first: [&dyn ToSql; 1] = [&n];
        let changed = n_first.into_iter().chain(differing.iter().map(|column| values[*column]));
        self.c.prepare_cached(&sql)?.execute(params_from_iter(changed))?;
        Ok(Put::Altered(n))
    }

    /// Deletes the rows that were not put again.
    pub(crate) fn drop_others(mut self) -> rusqlite::Result<()> {
        for (n, _) in std::mem::take(&mut self.before).into_values().flatten() {
            if let Some((kind, label)) = self.table.retired_as {
                let sql = format!(
                    "INSERT OR REPLACE INTO retired (id, kind, label, article)
                     SELECT id, '{kind}', {label}, known_by FROM {name} WHERE n = ?1 AND known_by IS NOT NULL
                     AND NOT EXISTS (SELECT 1 FROM {name} other WHERE other.id = {name}.id AND other.n <> ?1)",
                    name = self.table.name
                );
                self.c.prepare_cached(&sql)?.execute([n])?;
            }
            self.delete(n)?;
        }
        Ok(())
    }

    /// The row of before that this one goes on from: the same, or else one of the same id.
    fn take(&mut self, bound: &[ToSqlOutput<'_>]) -> Option<(i64, Vec<Value>)> {
        let ValueRef::Text(id) = plain(&bound[0]) else { return None };
        let of_id = self.before.get_mut(std::str::from_utf8(id).ok()?)?;
        let same =
            |(_, was): &(i64, Vec<Value>)| was.iter().zip(bound).all(|(was, is)| ValueRef::from(was) == plain(is));
        let at = of_id.iter().position(same).unwrap_or(0);
        (at < of_id.len()).then(|| of_id.swap_remove(at))
    }

    fn insert(&self, values: &[&dyn ToSql]) -> rusqlite::Result<Put> {
        let Table { name, columns, retired_as, .. } = self.table;
        let places = (2..columns.len() + 2).map(|at| format!("?{at}")).collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO {name} (story, {}) VALUES (?1, {places})", quoted(columns));
        let story_first: [&dyn ToSql; 1] = [&self.story];
        self.c
            .prepare_cached(&sql)?
            .execute(params_from_iter(story_first.into_iter().chain(values.iter().copied())))?;
        let n = self.c.last_insert_rowid();
        if retired_as.is_some() {
            self.c.prepare_cached("DELETE FROM retired WHERE id = ?1")?.execute([values[0]])?;
        }
        Ok(Put::New(n))
    }

    fn delete(&self, n: i64) -> rusqlite::Result<()> {
        self.c.prepare_cached(&format!("DELETE FROM {} WHERE n = ?1", self.table.name))?.execute([n]).map(drop)
    }
}

fn quoted(columns: &[&str]) -> String {
    columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
}

fn plain<'v>(value: &'v ToSqlOutput<'_>) -> ValueRef<'v> {
    match value {
        ToSqlOutput::Borrowed(value) => *value,
        ToSqlOutput::Owned(value) => ValueRef::from(value),
        // None of what a row holds is bound otherwise.
        _ => ValueRef::Null,
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::params;

    use super::*;
    use crate::{Store, weighed::CLAIMS};

    /// Makes the claims of story 1 these, by id, status and label; gives what became of each.
    fn make(store: &Store, claims: &[(&str, &str, &str)]) -> Vec<Put> {
        let mut rows = Rows::of(&store.connection, &CLAIMS, 1).expect("rows");
        let put = |(id, status, label): &(&str, &str, &str)| {
            rows.put(params![id, None::<String>, "occurrence", status, 1, 1, 1, 1, label, "a1"]).expect("put")
        };
        let put = claims.iter().map(put).collect();
        rows.drop_others().expect("dropped");
        put
    }

    fn story() -> Store {
        let store = Store::in_memory().expect("a store");
        store.ask(|c| c.execute("INSERT INTO story (n, id, key) VALUES (1, 'st1', 'k')", [])).expect("a story");
        store
    }

    fn retired(store: &Store) -> Vec<String> {
        let ids = |c: &Connection| {
            c.prepare("SELECT id FROM retired ORDER BY id")?.query_map([], |row| row.get(0))?.collect()
        };
        store.ask(ids).expect("asked")
    }

    #[test]
    fn a_row_stays_where_it_is_and_changes_where_it_differs() {
        let store = story();
        let first = make(&store, &[("c1", "reported", "it opened"), ("c2", "reported", "it closed")]);
        let [Put::New(one), Put::New(_)] = first[..] else { panic!("{first:?}") };
        assert_eq!(
            make(&store, &[("c2", "reported", "it closed"), ("c1", "reported", "it opened")]),
            [Put::Same, Put::Same]
        );
        let changed = make(&store, &[("c1", "contested", "it opened"), ("c2", "reported", "it closed")]);
        assert_eq!(changed, [Put::Altered(one), Put::Same]);
        let status: String = store
            .ask(|c| c.query_row("SELECT status FROM claim WHERE n = ?1", [one], |row| row.get(0)))
            .expect("asked");
        assert_eq!(status, "contested");
        // A row's words are taken out of the index when it goes: other words are another row.
        let renamed = make(&store, &[("c1", "contested", "it opened"), ("c2", "reported", "it shut")]);
        assert!(matches!(renamed[..], [Put::Same, Put::New(_)]), "{renamed:?}");
    }

    #[test]
    fn an_id_that_goes_is_kept_until_it_comes_again() {
        let store = story();
        make(&store, &[("c1", "reported", "it opened"), ("c2", "reported", "it closed")]);
        make(&store, &[("c1", "reported", "it opened")]);
        assert_eq!(retired(&store), ["c2"]);
        make(&store, &[("c1", "reported", "it opened"), ("c2", "reported", "it closed")]);
        assert_eq!(retired(&store), Vec::<String>::new());
    }

    #[test]
    fn of_several_rows_of_one_id_each_finds_its_own() {
        let store = story();
        let both = [("c1", "reported", "it opened"), ("c1", "reported", "it closed")];
        make(&store, &both);
        assert_eq!(make(&store, &[both[1], both[0]]), [Put::Same, Put::Same]);
    }
}
