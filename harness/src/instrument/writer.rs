//! Writes the instructions that write a line of the report.

use wasm_encoder::InstructionSink;
use wasmparser::ValType;

use super::plan::Plan;
use crate::interface::{Count, Elements, MAX_ARRAY, MAX_BUFFER, MAX_VECTORS, Region};
use crate::record::Function;

/// Writes the instructions that write a line.
pub struct Writer<'a> {
    /// The plan of the guest that they are for.
    pub plan: &'a Plan,
    /// Where they are written to.
    pub code: InstructionSink<'a>,
    /// The local that holds the first core parameter of the call.
    pub first: u32,
}

impl<'a> Writer<'a> {
    /// Returns one for a call whose core parameters are the first locals.
    pub fn new(plan: &'a Plan, code: InstructionSink<'a>) -> Writer<'a> {
        Writer {
            plan,
            code,
            first: 0,
        }
    }

    /// The local of the core parameter at this position.
    fn param(&self, position: usize) -> u32 {
        self.first + index(position)
    }

    /// A number of 32 bits that `number` leaves.
    pub fn word(&mut self, number: impl FnOnce(&mut InstructionSink<'_>)) {
        number(&mut self.code);
        self.call("value");
    }

    fn call(&mut self, name: &str) {
        let function = self.plan.reporter().function(name);
        self.code.call(function.expect("the reporter exports it"));
    }

    /// The beginning of a line on the call that comes, with this head; it leaves the site of the call.
    pub fn enter(&mut self, head: u32) {
        self.code.i32_const(head.cast_signed());
        self.call("enter");
    }

    /// The beginning of any other line, with this head, on a call at the site that `site` leaves.
    pub fn begin(&mut self, head: u32, site: impl FnOnce(&mut InstructionSink<'_>)) {
        self.code.i32_const(head.cast_signed());
        site(&mut self.code);
        self.call("begin");
    }

    /// A number as what its bits are as an unsigned number.
    pub fn value(&mut self, local: u32, ty: ValType) {
        self.code.local_get(local);
        match ty {
            ValType::I64 => self.call("long"),
            ValType::F64 => {
                self.code.i64_reinterpret_f64();
                self.call("long");
            }
            ValType::F32 => {
                self.code.i32_reinterpret_f32();
                self.call("value");
            }
            ValType::I32 | ValType::V128 | ValType::Ref(_) => self.call("value"),
        }
    }

    /// The end of the line.
    pub fn end(&mut self) {
        self.call("end");
    }

    /// The regions whose parameters are what the tables say; a guest may import a function by a wrong type.
    pub fn regions(&mut self, function: &Function, regions: &[Region]) {
        for region in regions.iter().filter(|region| fits(function, region)) {
            self.region(*region);
        }
    }

    /// Fills these regions, as far as they are pieces of one length.
    pub fn blanks(&mut self, function: &Function, regions: &[Region]) {
        for region in regions.iter().filter(|region| fits(function, region)) {
            match *region {
                Region::Fixed { ptr, len } => {
                    let at = self.param(ptr);
                    self.code.local_get(at).i64_const(len.into());
                }
                Region::Array { ptr, count, size } => self.array(ptr, count, size),
                Region::Vectors { .. } | Region::List { .. } | Region::Inner { .. } => continue,
            }
            let blank = self.plan.carried("blank");
            self.code.call(blank.expect("a guest that fills has it"));
        }
    }

    /// The address of an array, and its length in bytes.
    fn array(&mut self, ptr: usize, count: Count, size: u32) {
        let at = self.param(ptr);
        self.code.local_get(at);
        match count {
            Count::Param(count) => {
                let count = self.param(count);
                self.code.local_get(count).i64_extend_i32_u();
            }
            Count::Pointee(pointer) => {
                let pointer = self.param(pointer);
                self.code.local_get(pointer);
                self.call("pointee");
            }
        }
        self.code.i64_const(size.into()).i64_mul();
    }

    /// The u32 that stands so many bytes after the address in parameter `ptr`, as one of 64 bits.
    fn field(&mut self, ptr: usize, offset: u32) {
        let at = self.param(ptr);
        self.code
            .local_get(at)
            .i32_const(offset.cast_signed())
            .i32_add();
        self.call("pointee");
    }

    fn region(&mut self, region: Region) {
        match region {
            Region::Fixed { ptr, len } => {
                let at = self.param(ptr);
                self.code
                    .local_get(at)
                    .i64_const(len.into())
                    .i32_const(len.cast_signed());
                self.call("region");
            }
            Region::Array { ptr, count, size } => {
                self.array(ptr, count, size);
                self.code.i32_const(MAX_ARRAY.cast_signed());
                self.call("region");
            }
            Region::List { ptr, offset, size } => {
                self.field(ptr, offset);
                self.code.i32_wrap_i64();
                self.field(ptr, offset + 4);
                self.code
                    .i64_const(size.into())
                    .i64_mul()
                    .i32_const(MAX_ARRAY.cast_signed());
                self.call("region");
            }
            Region::Inner { of, size, offset } => {
                match of {
                    Elements::Param { ptr } => {
                        let at = self.param(ptr);
                        self.code.local_get(at).local_get(at + 1);
                    }
                    Elements::List { ptr, offset } => {
                        self.field(ptr, offset);
                        self.code.i32_wrap_i64();
                        self.field(ptr, offset + 4);
                        self.code.i32_wrap_i64();
                    }
                }
                self.code
                    .i32_const(size.cast_signed())
                    .i32_const(offset.cast_signed())
                    .i32_const((MAX_ARRAY / size.max(1)).cast_signed())
                    .i32_const(MAX_BUFFER.cast_signed());
                self.call("inner");
            }
            Region::Vectors { ptr, count } => {
                let (at, count) = (self.param(ptr), self.param(count));
                self.code.local_get(at).local_get(count);
                self.code
                    .i32_const(MAX_VECTORS.cast_signed())
                    .i32_const(MAX_BUFFER.cast_signed());
                self.call("vectors");
            }
        }
    }
}

/// Whether the parameters that this region of a call is told by are numbers of 32 bits.
fn fits(function: &Function, region: &Region) -> bool {
    let pointers = |params: &[usize]| {
        let mut params = params.iter();
        params.all(|&param| function.params.get(param) == Some(&ValType::I32))
    };
    match *region {
        Region::Fixed { ptr, .. }
        | Region::List { ptr, .. }
        | Region::Inner {
            of: Elements::List { ptr, .. },
            ..
        } => pointers(&[ptr]),
        Region::Inner {
            of: Elements::Param { ptr },
            ..
        } => pointers(&[ptr, ptr + 1]),
        Region::Array {
            ptr,
            count: Count::Param(count) | Count::Pointee(count),
            ..
        }
        | Region::Vectors { ptr, count } => pointers(&[ptr, count]),
    }
}

/// Returns the index of the parameter at `position`.
pub fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
