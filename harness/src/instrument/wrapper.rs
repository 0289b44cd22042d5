//! Makes the function that stands in for a WASI import: report, call, report.

use wasm_encoder::{Function, InstructionSink, ValType as Local};
use wasmparser::ValType;

use super::plan::{Plan, Traced};
use super::report::REPORT;
use crate::interface::{self, Count, MAX_ARRAY, MAX_BUFFER, MAX_VECTORS, Region};
use crate::record::Site;

/// The site of a call that comes from outside the guest: the offset 0.
pub const OUTSIDE: i32 = !0;

/// How a site is kept in a global: a line as it is, an offset as its complement.
pub fn encode(site: Site) -> i32 {
    match site {
        Site::Line(line) => i32::try_from(line).unwrap_or(i32::MAX),
        Site::Offset(offset) => !i32::try_from(offset).unwrap_or(i32::MAX),
    }
}

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

fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

fn local(ty: ValType) -> Local {
    match ty {
        ValType::I64 => Local::I64,
        ValType::F32 => Local::F32,
        ValType::F64 => Local::F64,
        ValType::I32 | ValType::V128 | ValType::Ref(_) => Local::I32,
    }
}

/// Writes the instructions that write a line.
pub struct Writer<'a> {
    /// The plan of the guest that they are for.
    pub plan: &'a Plan,
    /// Where they are written to.
    pub code: InstructionSink<'a>,
}

impl Writer<'_> {
    fn call(&mut self, name: &str) {
        self.code.call(REPORT.function(self.plan, name));
    }

    /// Text that is known now.
    pub fn text(&mut self, text: &str) {
        for piece in text.as_bytes().chunks(8) {
            let mut bytes = [0; 8];
            bytes[..piece.len()].copy_from_slice(piece);
            self.code.i64_const(i64::from_le_bytes(bytes));
            self.call("text");
        }
    }

    fn site(&mut self, local: u32) {
        self.code.local_get(local);
        self.call("site");
    }

    /// A number as what its bits are as an unsigned number.
    pub fn value(&mut self, local: u32, ty: ValType) {
        self.code.local_get(local);
        match ty {
            ValType::I64 => {}
            ValType::F64 => {
                self.code.i64_reinterpret_f64();
            }
            ValType::F32 => {
                self.code.i32_reinterpret_f32().i64_extend_i32_u();
            }
            ValType::I32 | ValType::V128 | ValType::Ref(_) => {
                self.code.i64_extend_i32_u();
            }
        }
        self.call("decimal");
    }

    /// The end of the line.
    pub fn end(&mut self) {
        self.call("end");
    }

    /// The regions whose parameters are what the tables say; a guest may import a function by a wrong type.
    fn regions(&mut self, traced: &Traced, regions: &[Region]) {
        let pointers = |params: &[usize]| {
            params
                .iter()
                .all(|&param| traced.params.get(param) == Some(&ValType::I32))
        };
        let regions: Vec<Region> = regions
            .iter()
            .filter(|region| match **region {
                Region::Fixed { ptr, .. } | Region::List { ptr, .. } => pointers(&[ptr]),
                Region::Array {
                    ptr,
                    count: Count::Param(count) | Count::Pointee(count),
                    ..
                }
                | Region::Vectors { ptr, count } => pointers(&[ptr, count]),
            })
            .copied()
            .collect();
        for region in regions {
            self.region(region);
        }
    }

    fn region(&mut self, region: Region) {
        match region {
            Region::Fixed { ptr, len } => {
                self.code
                    .local_get(index(ptr))
                    .i64_const(len.into())
                    .i32_const(len.cast_signed());
                self.call("region");
            }
            Region::Array { ptr, count, size } => {
                self.code.local_get(index(ptr));
                match count {
                    Count::Param(count) => {
                        self.code.local_get(index(count)).i64_extend_i32_u();
                    }
                    Count::Pointee(pointer) => {
                        self.code.local_get(index(pointer));
                        self.call("pointee");
                    }
                }
                self.code
                    .i64_const(size.into())
                    .i64_mul()
                    .i32_const(MAX_ARRAY.cast_signed());
                self.call("region");
            }
            Region::List { ptr, offset, size } => {
                let field = |code: &mut InstructionSink<'_>, at: u32| {
                    code.local_get(index(ptr))
                        .i32_const(at.cast_signed())
                        .i32_add();
                };
                field(&mut self.code, offset);
                self.call("pointee");
                self.code.i32_wrap_i64();
                field(&mut self.code, offset + 4);
                self.call("pointee");
                self.code
                    .i64_const(size.into())
                    .i64_mul()
                    .i32_const(MAX_ARRAY.cast_signed());
                self.call("region");
            }
            Region::Vectors { ptr, count } => {
                self.code.local_get(index(ptr)).local_get(index(count));
                self.code
                    .i32_const(MAX_VECTORS.cast_signed())
                    .i32_const(MAX_BUFFER.cast_signed());
                self.call("vectors");
            }
        }
    }
}
