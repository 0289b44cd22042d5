//! Makes the function that stands in for a WASI import: report, call, report.

use wasm_encoder::{Function, ValType as Local};
use wasmparser::ValType;

use super::guest::Traced;
use super::plan::Plan;
use super::words::OUTSIDE;
use super::writer::{Writer, index};
use crate::interface;

/// Makes the wrapper of `traced`, which reports in lines that begin with `tag`.
pub fn wrapper(plan: &Plan, traced: &Traced, tag: &str) -> Function {
    let site = index(traced.params.len());
    let result = site + 1;
    let locals = [Some(Local::I32), traced.result.map(local)];
    let mut function = Function::new_with_locals_types(locals.into_iter().flatten());
    let description = interface::lookup(&traced.module, &traced.name);
    let Traced { module, name, .. } = traced;
    let mut writer = Writer {
        plan,
        code: function.instructions(),
    };

    writer
        .code
        .global_get(plan.site())
        .local_set(site)
        .i32_const(OUTSIDE)
        .global_set(plan.site());

    writer.text(&format!("{tag}> "));
    writer.site(site);
    writer.text(&format!(" {module}.{name}("));
    for (param, ty) in traced.params.iter().enumerate() {
        if param > 0 {
            writer.text(", ");
        }
        writer.value(index(param), *ty);
    }
    writer.text(")");
    writer.regions(
        traced,
        &description
            .map(interface::Function::enter_regions)
            .unwrap_or_default(),
    );
    writer.end();

    for param in 0..traced.params.len() {
        writer.code.local_get(index(param));
    }
    writer.code.call(traced.function);
    if traced.result.is_some() {
        writer.code.local_set(result);
    }

    writer.text(&format!("{tag}< "));
    writer.site(site);
    writer.text(&format!(" {module}.{name}"));
    if let Some(ty) = traced.result {
        writer.text(" = ");
        writer.value(result, ty);
    }
    writer.regions(
        traced,
        &description
            .map(interface::Function::exit_regions)
            .unwrap_or_default(),
    );
    writer.end();

    if traced.result.is_some() {
        writer.code.local_get(result);
    }
    writer.code.end();
    function
}

fn local(ty: ValType) -> Local {
    match ty {
        ValType::I64 => Local::I64,
        ValType::F32 => Local::F32,
        ValType::F64 => Local::F64,
        ValType::I32 | ValType::V128 | ValType::Ref(_) => Local::I32,
    }
}
