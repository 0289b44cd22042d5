//! The schema of a recording, held to recordings: as much of JSON Schema as it uses.

use std::fs;
use std::path::Path;

use serde_json::Value;
use wasock::recording::FORMAT;

/// The schema.
pub fn schema() -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("run.schema.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// Says where and how a document is not as the schema says.
pub fn violation(schema: &Value, document: &Value) -> Option<String> {
    assert_eq!(
        schema["properties"]["format"]["const"], FORMAT,
        "it is that of another format"
    );
    check(schema, schema, document).err()
}

const KEYS: [&str; 13] = [
    "$schema",
    "$defs",
    "$ref",
    "title",
    "description",
    "type",
    "const",
    "enum",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "oneOf",
];

fn check(root: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let rules = schema.as_object().unwrap();
    if let Some(unknown) = rules.keys().find(|key| !KEYS.contains(&key.as_str())) {
        panic!("the schema says {unknown}, which this does not read");
    }
    if let Some(name) = rules.get("$ref") {
        let name = name.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
        return check(root, &root["$defs"][name], value).map_err(|why| format!("{name}: {why}"));
    }
    let is = match rules.get("type").and_then(Value::as_str) {
        Some("object") => value.is_object(),
        Some("array") => value.is_array(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("boolean") => value.is_boolean(),
        Some(other) => panic!("{other} is no type that this reads"),
        None => true,
    };
    let is_one = rules
        .get("enum")
        .is_none_or(|all| all.as_array().unwrap().contains(value));
    let is_it = rules.get("const").is_none_or(|only| only == value);
    if !(is && is_one && is_it) {
        return Err(format!("{value} is not {schema}"));
    }
    if let Some(all) = rules.get("oneOf") {
        let fit = all
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| check(root, one, value).is_ok());
        let count = fit.count();
        if count != 1 {
            return Err(format!("{value} fits {count} of its forms"));
        }
    }
    if let (Some(items), Some(values)) = (rules.get("items"), value.as_array()) {
        values
            .iter()
            .try_for_each(|value| check(root, items, value))?;
    }
    let Some(members) = value.as_object() else {
        return Ok(());
    };
    for key in rules
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if !members.contains_key(key.as_str().unwrap()) {
            return Err(format!("{value} lacks {key}"));
        }
    }
    for (key, value) in members {
        match rules.get("properties").and_then(|known| known.get(key)) {
            Some(schema) => check(root, schema, value).map_err(|why| format!("{key}: {why}"))?,
            None if rules.get("additionalProperties") == Some(&Value::Bool(false)) => {
                return Err(format!("it does not know {key}"));
            }
            None => {}
        }
    }
    Ok(())
}
