//! The address of an article, plain: captures of one address are one article with a history.

use gainsay_core::Article;

/// What only says where a reader came from.
const TRACKING: &[&str] = &["fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "ref", "cmpid", "ocid"];
/// What the front of a site is called.
const FRONTS: &[&str] = &["", "/index.html", "/index.htm", "/index.php", "/home"];

/// The address that an article names as its own, or else lay at. The front of a site is that of no article.
pub(crate) fn address(article: &Article) -> Option<String> {
    plain(article.canonical_url.as_deref().or(article.url.as_deref())?)
}

fn plain(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path = path.trim_end_matches('/');
    let is_kept = |part: &&str| {
        let name = part.split('=').next().unwrap_or_default().to_ascii_lowercase();
        !part.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
    };
    let query: Vec<&str> = query.split('&').filter(is_kept).collect();
    if host.is_empty() || (query.is_empty() && FRONTS.contains(&path)) {
        return None;
    }
    let mark = if query.is_empty() { "" } else { "?" };
    Some(format!("{host}{path}{mark}{}", query.join("&")))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_leads_to_one_page_is_one_address() {
        let same = [
            "https://paper.example/2031/wall",
            "http://www.paper.example/2031/wall/",
            "HTTPS://Paper.example/2031/wall?utm_source=x&fbclid=1#comments",
        ];
        for url in same {
            assert_eq!(plain(url).as_deref(), Some("paper.example/2031/wall"), "{url}");
        }
        assert_eq!(plain("https://paper.example/?id=7&utm_medium=a").as_deref(), Some("paper.example?id=7"));
    }

    #[test]
    fn the_front_of_a_site_is_no_articles_address() {
        for url in
            ["https://paper.example", "https://paper.example/", "https://paper.example/index.html", "wall.html", ""]
        {
            assert_eq!(plain(url), None, "{url}");
        }
    }
}
