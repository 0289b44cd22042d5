//! Makes the function that stands in for a WASI import: report, call, report; and the one that stands around the program.

use wasm_encoder::{BlockType, Function, ValType as Local};
use wasmparser::ValType;

use super::guest::Traced;
use super::plan::Plan;
use super::writer::{Writer, index};
use super::{Besides, later};
use crate::interface;
use crate::lie::code::{Call, Teller};
use crate::record::Moments;

/// Makes the wrapper of `traced`, which has this index in the legend.
pub fn wrapper(plan: &Plan, traced: &Traced, place: u32, besides: &Besides<'_>) -> Function {
    let reported = &traced.reported;
    let site = index(reported.params.len());
    // Only lies need one more.
    let spare = site + u32::from(besides.liar.is_some());
    let result = spare + 1;
    let locals = [
        Some(Local::I32),
        besides.liar.map(|_| Local::I32),
        reported.result.map(local),
    ];
    let mut function = Function::new_with_locals_types(locals.into_iter().flatten());
    let description = interface::lookup(&reported.module, &reported.name);
    let mut writer = Writer::new(plan, function.instructions());

    writer.enter(Moments::Enter.head(place));
    writer.code.local_set(site);
    if besides.sources.is_some() {
        // A library may make many calls for one of the program's own.
        writer.code.local_get(site).global_set(plan.site());
    }
    for (param, ty) in reported.params.iter().enumerate() {
        writer.value(index(param), *ty);
    }
    let regions = description.map(interface::Function::enter_regions);
    writer.regions(reported, &regions.unwrap_or_default());
    writer.end();

    let filled = description.filter(|_| besides.blanks);
    let filled = filled.map(interface::Function::filled_regions);
    writer.blanks(reported, &filled.unwrap_or_default());
    let of = interface::of_import(&reported.module);
    match (besides.liar, description, of) {
        (Some(liar), Some(description), Some(interface)) => Teller {
            call: Call {
                description,
                interface: interface.name,
                imported: reported,
                index: traced.function,
                site,
                first: 0,
                result,
                spare,
            },
            code: &mut writer.code,
            part: &|name| plan.carried(name).expect("a guest that is lied to has it"),
        }
        .tell(liar),
        _ => {
            for param in 0..reported.params.len() {
                writer.code.local_get(index(param));
            }
            writer.code.call(traced.function);
            if reported.result.is_some() {
                writer.code.local_set(result);
            }
        }
    }

    let call = later::Call {
        plan,
        function: reported,
        place,
        site,
        result,
    };
    let starts = later::starts(reported);
    if let Some(starts) = starts {
        call.is_started(starts, &mut writer.code);
        writer.code.if_(BlockType::Empty);
        call.started(starts, &mut writer);
        writer.code.else_();
    }
    writer.begin(Moments::Exit.head(place), |code| {
        code.local_get(site);
    });
    if let Some(ty) = reported.result {
        writer.value(result, ty);
    }
    let regions = description.map(interface::Function::exit_regions);
    writer.regions(reported, &regions.unwrap_or_default());
    writer.end();
    if starts.is_some() {
        writer.code.end();
    }
    let tells = description.filter(|_| plan.ledger.is_some());
    if let Some(tells) = tells.and_then(interface::Function::tells) {
        call.tells(tells, &mut writer.code);
    }

    if reported.result.is_some() {
        writer.code.local_get(result);
    }
    writer.code.end();
    function
}

/// Makes the function that stands around the program, which is the guest's function `program`: the last line says that it
/// has returned.
///
/// Without this line, a guest whose output goes elsewhere from some call on would look like one that has come to its end.
pub fn around(plan: &Plan, program: u32) -> Function {
    let mut function = Function::new([]);
    let mut writer = Writer::new(plan, function.instructions());
    writer.code.call(program);
    let head = Moments::Exit.head(plan.legend.returned());
    writer.begin(head, |code| {
        code.i32_const(0);
    });
    writer.end();
    writer.code.end();
    function
}

/// The type of a local that holds a number of this type.
pub fn local(ty: ValType) -> Local {
    match ty {
        ValType::I64 => Local::I64,
        ValType::F32 => Local::F32,
        ValType::F64 => Local::F64,
        ValType::I32 | ValType::V128 | ValType::Ref(_) => Local::I32,
    }
}
