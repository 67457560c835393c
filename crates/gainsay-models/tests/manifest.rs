//! The manifests tell the truth: each of the weights has one, and its hash is the weights'.

use sha2::{Digest, Sha256};

#[test]
fn all_weights_have_true_manifests() {
    for (name, bytes) in gainsay_models::ALL {
        let (_, manifest) = gainsay_models::MANIFESTS.iter().find(|(n, _)| n == name).expect("a manifest");
        let manifest: toml::Table = manifest.parse().expect("TOML");
        for field in ["licence", "attribution", "recipe", "card"] {
            assert!(manifest[field].as_str().is_some_and(|s| !s.is_empty()), "{name} has no {field}");
        }
        let hash: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(manifest["sha256"].as_str(), Some(hash.as_str()), "{name}: run its recipe again");
        assert_eq!(gainsay_models::sha256(name), Some(hash.as_str()), "{name}");
        assert!(manifest["scores"].is_table(), "{name} has no table of scores");
    }
}

#[test]
fn all_weights_together_are_small() {
    let total: usize = gainsay_models::ALL.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(total <= 10_000_000, "{total} bytes");
}
