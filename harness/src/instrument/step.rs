//! Makes the function that stands for a step of the peer: report, wait, report.

use wasm_encoder::{Function, ValType};

use super::plan::Plan;
use super::writer::Writer;
use crate::record::Moments;

/// Makes the function of the step at `place` in the script.
///
/// Everything about a step is known here but what it is answered, so the function takes and answers nothing, and the
/// guest's operands are left where they are. The legend has the rest, so that the lines say no more than the answer.
pub fn step(plan: &Plan, place: u32) -> Function {
    let mut function = Function::new([(1, ValType::I32)]);
    let errno = 0;
    let index = plan.legend.step(place);
    let mut writer = Writer::new(plan, function.instructions());
    let nowhere = |code: &mut wasm_encoder::InstructionSink<'_>| {
        code.i32_const(0);
    };
    writer.begin(Moments::Enter.head(index), nowhere);
    writer.end();
    let wait = plan.carried("wait").expect("a guest with steps waits");
    writer.code.call(wait).local_set(errno);
    writer.begin(Moments::Exit.head(index), nowhere);
    writer.value(errno, wasmparser::ValType::I32);
    writer.end();
    writer.code.end();
    function
}
