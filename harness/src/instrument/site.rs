//! Notes where in its source a compiled guest makes a call.

use wasm_encoder::{BlockType, Function};
use wasmparser::Operator;

use super::plan::Plan;
use crate::record::{Site, of_site};
use crate::source::{NOT_OWN, Sources};

/// Where in the module an instruction stands, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The instruction.
    pub offset: usize,
    /// The function that it is in.
    pub start: usize,
    /// The contents of the code section.
    pub code_start: usize,
}

/// Notes where a call stands, if it may lead to WASI: any call of the program's own code. What a library calls itself stands where
/// the library was called, unless nothing of the program's own has called anything yet.
pub fn note(
    plan: &Plan,
    sources: &Sources,
    operator: &Operator<'_>,
    at: Place,
    function: &mut Function,
) {
    let leads = matches!(
        operator,
        Operator::Call { .. } | Operator::ReturnCall { .. }
    );
    let may_call = plan.guest.may_call_wasi(operator);
    if !leads && !may_call {
        return;
    }
    let in_code = |offset: usize| u32::try_from(offset - at.code_start).ok();
    let own = in_code(at.offset).zip(in_code(at.start));
    let own = own.and_then(|(offset, start)| sources.own(offset, start));
    let number = |site| of_site(site).cast_signed();
    let (mut code, site) = (function.instructions(), plan.site());
    if let Some(own) = own {
        code.i32_const(number(own)).global_set(site);
    } else if may_call {
        let offset = u32::try_from(at.offset).unwrap_or(u32::MAX);
        code.global_get(site)
            .i32_const(NOT_OWN.cast_signed())
            .i32_and()
            .if_(BlockType::Empty)
            .i32_const(number(Site::Offset(offset)))
            .global_set(site)
            .end();
    }
}
