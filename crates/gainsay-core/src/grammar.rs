//! Word classes and relations of Universal Dependencies and the Penn Treebank.
//!
//! Sources: <https://universaldependencies.org/u/pos/>, <https://universaldependencies.org/en/dep/>, and the tag set
//! of the English Web Treebank.

use serde::{Deserialize, Serialize};

/// A universal part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All of them, in the order that weights number them: append only.
    pub const ALL: &'static [Upos] = &[
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The standard's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }

    /// From the standard's spelling; `None` where it isn't one.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|x| x.as_str() == text)
    }
}

/// A Penn Treebank tag: what tells tense and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Penn {
    Cc,
    Cd,
    Dt,
    Ex,
    Fw,
    In,
    Jj,
    Jjr,
    Jjs,
    Ls,
    Md,
    Nn,
    Nns,
    Nnp,
    Nnps,
    Pdt,
    Pos,
    Prp,
    Prps,
    Rb,
    Rbr,
    Rbs,
    Rp,
    Sym,
    To,
    Uh,
    Vb,
    Vbd,
    Vbg,
    Vbn,
    Vbp,
    Vbz,
    Wdt,
    Wp,
    Wps,
    Wrb,
    Add,
    Afx,
    Gw,
    Hyph,
    Nfp,
    Dollar,
    Comma,
    Period,
    Colon,
    Openquote,
    Closequote,
    Lrb,
    Rrb,
}

impl Penn {
    /// All of them, in the order that weights number them: append only.
    pub const ALL: &'static [Penn] = &[
        Penn::Cc,
        Penn::Cd,
        Penn::Dt,
        Penn::Ex,
        Penn::Fw,
        Penn::In,
        Penn::Jj,
        Penn::Jjr,
        Penn::Jjs,
        Penn::Ls,
        Penn::Md,
        Penn::Nn,
        Penn::Nns,
        Penn::Nnp,
        Penn::Nnps,
        Penn::Pdt,
        Penn::Pos,
        Penn::Prp,
        Penn::Prps,
        Penn::Rb,
        Penn::Rbr,
        Penn::Rbs,
        Penn::Rp,
        Penn::Sym,
        Penn::To,
        Penn::Uh,
        Penn::Vb,
        Penn::Vbd,
        Penn::Vbg,
        Penn::Vbn,
        Penn::Vbp,
        Penn::Vbz,
        Penn::Wdt,
        Penn::Wp,
        Penn::Wps,
        Penn::Wrb,
        Penn::Add,
        Penn::Afx,
        Penn::Gw,
        Penn::Hyph,
        Penn::Nfp,
        Penn::Dollar,
        Penn::Comma,
        Penn::Period,
        Penn::Colon,
        Penn::Openquote,
        Penn::Closequote,
        Penn::Lrb,
        Penn::Rrb,
    ];

    /// The standard's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Penn::Cc => "CC",
            Penn::Cd => "CD",
            Penn::Dt => "DT",
            Penn::Ex => "EX",
            Penn::Fw => "FW",
            Penn::In => "IN",
            Penn::Jj => "JJ",
            Penn::Jjr => "JJR",
            Penn::Jjs => "JJS",
            Penn::Ls => "LS",
            Penn::Md => "MD",
            Penn::Nn => "NN",
            Penn::Nns => "NNS",
            Penn::Nnp => "NNP",
            Penn::Nnps => "NNPS",
            Penn::Pdt => "PDT",
            Penn::Pos => "POS",
            Penn::Prp => "PRP",
            Penn::Prps => "PRP$",
            Penn::Rb => "RB",
            Penn::Rbr => "RBR",
            Penn::Rbs => "RBS",
            Penn::Rp => "RP",
            Penn::Sym => "SYM",
            Penn::To => "TO",
            Penn::Uh => "UH",
            Penn::Vb => "VB",
            Penn::Vbd => "VBD",
            Penn::Vbg => "VBG",
            Penn::Vbn => "VBN",
            Penn::Vbp => "VBP",
            Penn::Vbz => "VBZ",
            Penn::Wdt => "WDT",
            Penn::Wp => "WP",
            Penn::Wps => "WP$",
            Penn::Wrb => "WRB",
            Penn::Add => "ADD",
            Penn::Afx => "AFX",
            Penn::Gw => "GW",
            Penn::Hyph => "HYPH",
            Penn::Nfp => "NFP",
            Penn::Dollar => "$",
            Penn::Comma => ",",
            Penn::Period => ".",
            Penn::Colon => ":",
            Penn::Openquote => "``",
            Penn::Closequote => "''",
            Penn::Lrb => "-LRB-",
            Penn::Rrb => "-RRB-",
        }
    }

    /// From the standard's spelling; `None` where it isn't one.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|x| x.as_str() == text)
    }
}

/// A dependency relation of UD English, with its subtypes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are the standard's own")]
pub enum Relation {
    Acl,
    AclRelcl,
    Advcl,
    AdvclRelcl,
    Advmod,
    Amod,
    Appos,
    Aux,
    AuxPass,
    Case,
    Cc,
    CcPreconj,
    Ccomp,
    Compound,
    CompoundPrt,
    Conj,
    Cop,
    Csubj,
    CsubjOuter,
    CsubjPass,
    Dep,
    Det,
    DetPredet,
    Discourse,
    Dislocated,
    Expl,
    Fixed,
    Flat,
    Goeswith,
    Iobj,
    List,
    Mark,
    Nmod,
    NmodDesc,
    NmodPoss,
    NmodUnmarked,
    Nsubj,
    NsubjOuter,
    NsubjPass,
    Nummod,
    Obj,
    Obl,
    OblAgent,
    OblUnmarked,
    Orphan,
    Parataxis,
    Punct,
    Reparandum,
    Root,
    Vocative,
    Xcomp,
}

impl Relation {
    /// All of them, in the order that weights number them: append only.
    pub const ALL: &'static [Relation] = &[
        Relation::Acl,
        Relation::AclRelcl,
        Relation::Advcl,
        Relation::AdvclRelcl,
        Relation::Advmod,
        Relation::Amod,
        Relation::Appos,
        Relation::Aux,
        Relation::AuxPass,
        Relation::Case,
        Relation::Cc,
        Relation::CcPreconj,
        Relation::Ccomp,
        Relation::Compound,
        Relation::CompoundPrt,
        Relation::Conj,
        Relation::Cop,
        Relation::Csubj,
        Relation::CsubjOuter,
        Relation::CsubjPass,
        Relation::Dep,
        Relation::Det,
        Relation::DetPredet,
        Relation::Discourse,
        Relation::Dislocated,
        Relation::Expl,
        Relation::Fixed,
        Relation::Flat,
        Relation::Goeswith,
        Relation::Iobj,
        Relation::List,
        Relation::Mark,
        Relation::Nmod,
        Relation::NmodDesc,
        Relation::NmodPoss,
        Relation::NmodUnmarked,
        Relation::Nsubj,
        Relation::NsubjOuter,
        Relation::NsubjPass,
        Relation::Nummod,
        Relation::Obj,
        Relation::Obl,
        Relation::OblAgent,
        Relation::OblUnmarked,
        Relation::Orphan,
        Relation::Parataxis,
        Relation::Punct,
        Relation::Reparandum,
        Relation::Root,
        Relation::Vocative,
        Relation::Xcomp,
    ];

    /// The standard's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Relation::Acl => "acl",
            Relation::AclRelcl => "acl:relcl",
            Relation::Advcl => "advcl",
            Relation::AdvclRelcl => "advcl:relcl",
            Relation::Advmod => "advmod",
            Relation::Amod => "amod",
            Relation::Appos => "appos",
            Relation::Aux => "aux",
            Relation::AuxPass => "aux:pass",
            Relation::Case => "case",
            Relation::Cc => "cc",
            Relation::CcPreconj => "cc:preconj",
            Relation::Ccomp => "ccomp",
            Relation::Compound => "compound",
            Relation::CompoundPrt => "compound:prt",
            Relation::Conj => "conj",
            Relation::Cop => "cop",
            Relation::Csubj => "csubj",
            Relation::CsubjOuter => "csubj:outer",
            Relation::CsubjPass => "csubj:pass",
            Relation::Dep => "dep",
            Relation::Det => "det",
            Relation::DetPredet => "det:predet",
            Relation::Discourse => "discourse",
            Relation::Dislocated => "dislocated",
            Relation::Expl => "expl",
            Relation::Fixed => "fixed",
            Relation::Flat => "flat",
            Relation::Goeswith => "goeswith",
            Relation::Iobj => "iobj",
            Relation::List => "list",
            Relation::Mark => "mark",
            Relation::Nmod => "nmod",
            Relation::NmodDesc => "nmod:desc",
            Relation::NmodPoss => "nmod:poss",
            Relation::NmodUnmarked => "nmod:unmarked",
            Relation::Nsubj => "nsubj",
            Relation::NsubjOuter => "nsubj:outer",
            Relation::NsubjPass => "nsubj:pass",
            Relation::Nummod => "nummod",
            Relation::Obj => "obj",
            Relation::Obl => "obl",
            Relation::OblAgent => "obl:agent",
            Relation::OblUnmarked => "obl:unmarked",
            Relation::Orphan => "orphan",
            Relation::Parataxis => "parataxis",
            Relation::Punct => "punct",
            Relation::Reparandum => "reparandum",
            Relation::Root => "root",
            Relation::Vocative => "vocative",
            Relation::Xcomp => "xcomp",
        }
    }

    /// From the standard's spelling; `None` where it isn't one.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|x| x.as_str() == text)
    }
}

impl Relation {
    /// The universal relation without its subtype: `nsubj:pass` gives `nsubj`.
    pub fn universal(self) -> &'static str {
        self.as_str().split(':').next().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back() {
        assert!(Upos::ALL.iter().all(|x| Upos::parse(x.as_str()) == Some(*x)));
        assert!(Penn::ALL.iter().all(|x| Penn::parse(x.as_str()) == Some(*x)));
        assert!(Relation::ALL.iter().all(|x| Relation::parse(x.as_str()) == Some(*x)));
    }
}
