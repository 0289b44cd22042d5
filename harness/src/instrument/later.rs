//! Makes the functions of calls that may return before they have finished: what a wrapper does with such a call, and what reports of
//! it when the guest is told how it went.

use wasm_encoder::{BlockType, Function, InstructionSink, MemArg};
use wasmparser::ValType;

use super::plan::Plan;
use super::writer::{Writer, index};
use crate::interface::{self, Starts, Tells};
use crate::lie::Liar;
use crate::lie::code::{self, Teller};
use crate::record::{self, Moments};

/// Where in an entry of the ledger the core parameters begin.
const PARAMS: u64 = 16;
/// How many of them it has room for.
const MOST: usize = 6;

/// By what the calls of a function say that they have not finished, where an entry has room for them.
pub fn starts(function: &record::Function) -> Option<Starts> {
    let description = interface::lookup(&function.module, &function.name)?;
    let fits = function.params.len() <= MOST
        && function.params.len() == description.parameters()
        && function.result == Some(ValType::I32);
    description.starts().filter(|_| fits)
}

/// What the wrapper of a function has to do with a call of it.
pub struct Call<'a> {
    /// The plan of the guest.
    pub plan: &'a Plan,
    /// The function.
    pub function: &'a record::Function,
    /// Its index in the legend.
    pub place: u32,
    /// The local that holds the site.
    pub site: u32,
    /// The local that holds the result.
    pub result: u32,
}

impl Call<'_> {
    /// Leaves whether the call has not finished.
    pub fn is_started(&self, starts: Starts, code: &mut InstructionSink<'_>) {
        code.local_get(self.result);
        match starts {
            Starts::Subtask => code.i32_const(15).i32_and().i32_const(2).i32_ne(),
            Starts::Copy => code.i32_const(-1).i32_eq(),
        };
    }

    fn number(&self, starts: Starts, code: &mut InstructionSink<'_>) {
        match starts {
            Starts::Subtask => code.local_get(self.result).i32_const(4).i32_shr_u(),
            Starts::Copy => code.local_get(0),
        };
    }

    /// Reports that the call has been started, and enters it into the ledger.
    pub fn started(&self, starts: Starts, writer: &mut Writer<'_>) {
        writer.begin(Moments::Started.head(self.place), |code| {
            code.local_get(self.site);
        });
        writer.word(|code| self.number(starts, code));
        writer.value(self.result, ValType::I32);
        writer.end();
        let ledger = self.plan.carried("enter-into-ledger");
        let ledger = ledger.expect("a guest with such calls has it");
        // The site is reported, so its local is free for the entry.
        let entry = self.site;
        self.number(starts, &mut writer.code);
        writer
            .code
            .i32_const(self.place.cast_signed())
            .local_get(self.site)
            .call(ledger)
            .local_set(entry);
        for (param, ty) in self.function.params.iter().enumerate() {
            writer.code.local_get(entry).local_get(index(param));
            let at = place_of(self.plan, param);
            match ty {
                ValType::I64 => writer.code.i64_store(at),
                _ => writer.code.i32_store(at),
            };
        }
    }

    /// Reports of the other call that this one tells of, if it does tell of one.
    pub fn tells(&self, tells: Tells, code: &mut InstructionSink<'_>) {
        match tells {
            Tells::Event { ptr } => {
                let event = self.plan.carried("event");
                code.local_get(self.result)
                    .local_get(index(ptr))
                    .call(event.expect("a guest with such calls has it"));
            }
            Tells::Asked => {
                code.local_get(self.result)
                    .i32_const(-1)
                    .i32_ne()
                    .if_(BlockType::Empty)
                    .local_get(0)
                    .local_get(self.result)
                    .call(self.plan.tell().expect("a guest with such calls has it"))
                    .end();
            }
        }
    }
}

/// Where a core parameter stands in an entry of the ledger.
fn place_of(plan: &Plan, param: usize) -> MemArg {
    MemArg {
        offset: PARAMS + 8 * param as u64,
        align: 2,
        memory_index: plan.ledger.unwrap_or_default(),
    }
}

/// Makes the function that reports of the call with a number what it came to, and strikes it from the ledger. Before that it tells
/// the lies about what such calls have given.
pub fn tell(plan: &Plan, liar: Option<Liar<'_>>) -> Function {
    let (number, came_to, entry) = (0, 1, 2);
    // Only lies need these.
    let (site, spare) = (entry + 1, entry + 2);
    let own = 1 + 2 * usize::from(liar.is_some());
    let calls = plan.guest.traced.iter().zip(0u32..);
    let calls: Vec<_> = calls
        .filter(|(traced, _)| starts(&traced.reported).is_some())
        .collect();
    let params = calls.iter().flat_map(|(traced, _)| &traced.reported.params);
    let params = params.map(|ty| super::wrapper::local(*ty));
    let locals = std::iter::repeat_n(wasm_encoder::ValType::I32, own).chain(params);
    let mut function = Function::new_with_locals_types(locals);
    let mut writer = Writer::new(plan, function.instructions());
    let strike = plan.carried("strike-from-ledger");
    writer
        .code
        .local_get(number)
        .call(strike.expect("a guest with such calls has it"))
        .local_tee(entry)
        .i32_const(-1)
        .i32_eq()
        .if_(BlockType::Empty)
        .return_()
        .end();
    let field = |code: &mut InstructionSink<'_>, offset| {
        code.local_get(entry).i32_load(MemArg {
            offset,
            align: 2,
            memory_index: plan.ledger.unwrap_or_default(),
        });
    };
    let mut first = entry + index(own);
    for (traced, place) in calls {
        let reported = &traced.reported;
        field(&mut writer.code, 4);
        writer
            .code
            .i32_const(place.cast_signed())
            .i32_eq()
            .if_(BlockType::Empty);
        for (param, ty) in reported.params.iter().enumerate() {
            writer.code.local_get(entry);
            let at = place_of(plan, param);
            match ty {
                ValType::I64 => writer.code.i64_load(at),
                _ => writer.code.i32_load(at),
            };
            writer.code.local_set(first + index(param));
        }
        let description = interface::lookup(&reported.module, &reported.name);
        let of = interface::of_import(&reported.module);
        if let (Some(liar), Some(description), Some(interface)) = (liar, description, of) {
            field(&mut writer.code, 8);
            writer.code.local_set(site);
            Teller {
                call: code::Call {
                    description,
                    interface: interface.name,
                    imported: reported,
                    index: traced.function,
                    site,
                    first,
                    result: came_to,
                    spare,
                },
                code: &mut writer.code,
                part: &|name| plan.carried(name).expect("a guest that is lied to has it"),
            }
            .tell_later(liar);
        }
        writer.begin(Moments::Later.head(place), |code| field(code, 8));
        writer.value(number, ValType::I32);
        writer.value(came_to, ValType::I32);
        let regions = description.map(interface::Function::exit_regions);
        writer.first = first;
        writer.regions(reported, &regions.unwrap_or_default());
        writer.end();
        writer.code.end();
        first += index(reported.params.len());
    }
    writer.code.end();
    function
}
