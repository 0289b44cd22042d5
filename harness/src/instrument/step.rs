//! Makes the function that stands for a step of the peer: report, wait, report.

use wasm_encoder::{Function, ValType};

use super::plan::Plan;
use super::writer::Writer;
use crate::interface::{MEANWHILE, PEER};
use crate::peer::{Script, Step, reported};

/// Makes the function of `step`, which reports in lines that begin with `tag`.
///
/// Everything about a step is known here but what it is answered, so the function takes and answers nothing, and the
/// guest's operands are left where they are.
pub fn step(plan: &Plan, script: &Script, step: &Step, tag: &str) -> Function {
    let mut function = Function::new([(1, ValType::I32)]);
    let errno = 0;
    let mut writer = Writer {
        plan,
        code: function.instructions(),
    };
    let module = if step.meanwhile { MEANWHILE } else { PEER };
    let (line, name) = (step.line, step.action.name());
    let call = reported(&step.action, script.address);
    writer.text(&format!("{tag}> L{line} {module}.{call}"));
    writer.end();
    let wait = plan.carried("wait").expect("a guest with steps waits");
    writer.code.call(wait).local_set(errno);
    writer.text(&format!("{tag}< L{line} {module}.{name} = "));
    writer.value(errno, wasmparser::ValType::I32);
    writer.end();
    writer.code.end();
    function
}
