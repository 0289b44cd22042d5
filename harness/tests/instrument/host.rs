//! A host for guests under test: a real engine, and a WASI of a few lines whose answers each test chooses.

use std::collections::HashMap;
use std::sync::Arc;

use wasmtime::{
    AsContext, AsContextMut, Caller, Config, Engine, Extern, ExternType, Func, FuncType, Global,
    Instance, Memory, Module, Ref, Store, Table, Trap, Val, ValType,
};
use wasock::instrument::Instrumented;
use wasock::record::{Legend, Line, Piece, Seal, Splitter, Told};

/// What a function of the host does: it gets the memory and the arguments, and answers the result.
pub type Answer = Arc<dyn Fn(&mut [u8], &[u64]) -> u64 + Send + Sync>;

/// One call of `fd_write`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// The descriptor, the address of the vectors, their number and the address of the count.
    pub args: [u32; 4],
    /// What was written.
    pub bytes: Vec<u8>,
}

/// The state of the host while a guest runs.
#[derive(Default)]
pub struct World {
    /// All writes, in order.
    pub writes: Vec<Write>,
    /// All calls of other functions than `fd_write`, in order.
    pub calls: Vec<(String, Vec<u64>)>,
    /// How many bytes one `fd_write` takes at most, if not all.
    pub chunk: Option<usize>,
    /// Descriptors that `fd_write` refuses with `badf`.
    pub closed: Vec<u32>,
    /// The export that this function calls on its way, for the guest to be entered again. `fd_write` calls it before it reads what it is
    /// to write and after it has written that, as runtimes do with a handler of signals, but for the guest's calls within the export.
    pub reenter: Option<(&'static str, &'static str)>,
    /// The name under which the host looks for the guest's memory, if it is not `memory`.
    pub memory: Option<String>,
    /// What functions do, by name.
    pub answers: HashMap<&'static str, Answer>,
    /// What all other functions do; without it they answer 0.
    pub fallback: Option<Answer>,
    /// The guest's memory where its exports do not show it: it is imported, or the host calls its own function.
    pub known: Option<Memory>,
}

impl World {
    /// A world in which the function `name` does this.
    pub fn answer(
        mut self,
        name: &'static str,
        answer: impl Fn(&mut [u8], &[u64]) -> u64 + Send + Sync + 'static,
    ) -> World {
        self.answers.insert(name, Arc::new(answer));
        self
    }

    /// A world in which all functions without an answer of their own do this.
    pub fn otherwise(
        mut self,
        answer: impl Fn(&mut [u8], &[u64]) -> u64 + Send + Sync + 'static,
    ) -> World {
        self.fallback = Some(Arc::new(answer));
        self
    }
}

/// The seal of all reports here.
pub const SEAL: Seal = Seal::new(*b"ABCDEFGH", [0x0123_4567_89ab_cdef, 42]);

/// A guest that was instantiated.
pub struct Guest {
    /// What its report says by numbers.
    pub legend: Legend,
    /// Its store, with the world in it.
    pub store: Store<World>,
    /// The instance, or why there is none.
    pub instance: Result<Instance, String>,
}

/// The engine of all tests: the same numbers on each run.
pub fn engine() -> Engine {
    let mut config = Config::new();
    config
        .cranelift_nan_canonicalization(true)
        .cranelift_opt_level(wasmtime::OptLevel::None);
    config.wasm_tail_call(true).wasm_multi_memory(true);
    Engine::new(&config).unwrap()
}

impl Guest {
    /// Instantiates a guest that was instrumented with [`SEAL`].
    pub fn traced(traced: Instrumented, world: World) -> Guest {
        Guest {
            legend: traced.legend,
            ..Guest::new(&engine(), &traced.module, world)
        }
    }

    /// Instantiates `module`, which runs its start section.
    pub fn new(engine: &Engine, module: &[u8], world: World) -> Guest {
        let module = Module::new(engine, module).unwrap();
        let mut store = Store::new(engine, world);
        let mut imports = Vec::new();
        for import in module.imports() {
            imports.push(match import.ty() {
                ExternType::Func(ty) => function(&mut store, import.name(), ty).into(),
                ExternType::Memory(ty) => {
                    let memory = Memory::new(&mut store, ty).unwrap();
                    store.data_mut().known = Some(memory);
                    Extern::from(memory)
                }
                ExternType::Global(ty) => {
                    let value = zero(ty.content());
                    Global::new(&mut store, ty, value).unwrap().into()
                }
                ExternType::Table(ty) => {
                    Table::new(&mut store, ty, Ref::Func(None)).unwrap().into()
                }
                ExternType::Tag(_) => unreachable!("no test imports a tag"),
            });
        }
        let instance =
            Instance::new(&mut store, &module, &imports).map_err(|error| describe(&error));
        if let Ok(instance) = &instance {
            let name = store.data().memory.clone();
            let exported = instance.get_memory(&mut store, name.as_deref().unwrap_or("memory"));
            store.data_mut().known = exported.or(store.data().known);
        }
        Guest {
            legend: Legend::default(),
            store,
            instance,
        }
    }

    /// Calls an export and gives its results, or the trap as text.
    pub fn call(&mut self, name: &str, args: &[Val]) -> Result<Vec<String>, String> {
        let function = self
            .instance
            .clone()?
            .get_func(&mut self.store, name)
            .unwrap();
        let mut results = vec![Val::I32(0); function.ty(&self.store).results().len()];
        match function.call(&mut self.store, args, &mut results) {
            Ok(()) => Ok(results.iter().map(show).collect()),
            Err(error) => Err(describe(&error)),
        }
    }

    /// Calls an export that takes nothing with zeros for its parameters.
    pub fn call_with_zeros(&mut self, name: &str) -> Result<Vec<String>, String> {
        let function = self
            .instance
            .clone()?
            .get_func(&mut self.store, name)
            .unwrap();
        let args: Vec<Val> = function
            .ty(&self.store)
            .params()
            .map(|ty| zero(&ty))
            .collect();
        self.call(name, &args)
    }

    /// What was written to a descriptor, as text, with the records in it as they are shown.
    pub fn output(&self, fd: u32) -> String {
        let bytes: Vec<u8> = self
            .store
            .data()
            .writes
            .iter()
            .filter(|write| write.args[0] == fd)
            .flat_map(|write| write.bytes.clone())
            .collect();
        shown(&bytes, &self.legend)
    }

    /// The memory that is exported by this name, or the imported one.
    pub fn memory(&mut self, name: &str) -> Vec<u8> {
        let exported = self
            .instance
            .as_ref()
            .ok()
            .and_then(|instance| instance.get_memory(&mut self.store, name));
        let memory = exported.or(self.store.data().known).unwrap();
        memory.data(&self.store).to_vec()
    }

    /// What the global exported by this name holds.
    pub fn global(&mut self, name: &str) -> String {
        let global = self
            .instance
            .as_ref()
            .unwrap()
            .get_global(&mut self.store, name)
            .unwrap();
        show(&global.get(&mut self.store))
    }
}

/// A stream as text: the records of a guest with this legend as they are shown, the rest as it is. Nothing is shown of a line
/// that says that the program has returned.
pub fn shown(bytes: &[u8], legend: &Legend) -> String {
    let mut splitter = Splitter::new(&SEAL, legend);
    let mut pieces = splitter.push(bytes);
    pieces.extend(splitter.finish());
    let show = |piece| match piece {
        Piece::Output(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Piece::Line(Line { told, .. }) => match told {
            Told::Record(record) => format!("{record}\n"),
            Told::Returned => String::new(),
        },
        other => panic!("{other:?}"),
    };
    pieces.into_iter().map(show).collect()
}

fn function(store: &mut Store<World>, name: &str, ty: FuncType) -> Func {
    let name = name.to_owned();
    let result = ty.result(0);
    Func::new(
        store,
        ty,
        move |mut caller: Caller<'_, World>, params, results| {
            let exported = caller.data().memory.clone();
            let memory = caller
                .get_export(exported.as_deref().unwrap_or("memory"))
                .and_then(Extern::into_memory)
                .or(caller.data().known);
            let args: Vec<u64> = params.iter().map(bits).collect();
            let value = if name == "fd_write" && args.len() == 4 {
                let again = caller.data_mut().reenter.take_if(|(of, _)| *of == name);
                enter(&mut caller, again)?;
                let errno = fd_write(&mut caller, memory, &args);
                enter(&mut caller, again)?;
                if again.is_some() {
                    caller.data_mut().reenter = again;
                }
                u64::from(errno)
            } else {
                caller.data_mut().calls.push((name.clone(), args.clone()));
                let again = caller.data().reenter;
                enter(&mut caller, again.filter(|(of, _)| *of == name))?;
                let world = caller.data();
                let answer = world
                    .answers
                    .get(name.as_str())
                    .or(world.fallback.as_ref())
                    .cloned();
                let bytes = memory.map_or(&mut [][..], |memory| {
                    memory.data_mut(caller.as_context_mut())
                });
                answer.map_or(0, |answer| answer(bytes, &args))
            };
            if let Some(ty) = &result {
                results[0] = of_bits(ty, value);
            }
            Ok(())
        },
    )
}

/// Calls an export of the guest, where there is one to call.
fn enter(
    caller: &mut Caller<'_, World>,
    again: Option<(&'static str, &'static str)>,
) -> wasmtime::Result<()> {
    let Some((_, export)) = again else {
        return Ok(());
    };
    let export = caller.get_export(export).and_then(Extern::into_func);
    export.unwrap().call(caller, &[], &mut [])
}

/// Preview 1's `fd_write`, checking all that it is given.
fn fd_write(caller: &mut Caller<'_, World>, memory: Option<Memory>, args: &[u64]) -> u16 {
    const BADF: u16 = 8;
    const FAULT: u16 = 21;
    let args: [u32; 4] = std::array::from_fn(|index| args[index] as u32);
    let [fd, vectors, count, written] = args;
    let Some(memory) = memory else { return FAULT };
    if !(1..=2).contains(&fd) || caller.data().closed.contains(&fd) {
        return BADF;
    }
    let data = memory.data(caller.as_context());
    let word = |at: u64| -> Option<u32> {
        let at = usize::try_from(at).ok()?;
        Some(u32::from_le_bytes(
            data.get(at..at.checked_add(4)?)?.try_into().ok()?,
        ))
    };
    let mut bytes = Vec::new();
    for index in 0..u64::from(count.min(1024)) {
        let at = u64::from(vectors) + index * 8;
        let (Some(address), Some(length)) = (word(at), word(at + 4)) else {
            return FAULT;
        };
        let Some(buffer) = data.get(address as usize..address as usize + length as usize) else {
            return FAULT;
        };
        bytes.extend_from_slice(buffer);
    }
    bytes.truncate(caller.data().chunk.unwrap_or(usize::MAX));
    let total = u32::try_from(bytes.len()).unwrap();
    if memory
        .write(
            caller.as_context_mut(),
            written as usize,
            &total.to_le_bytes(),
        )
        .is_err()
    {
        return FAULT;
    }
    caller.data_mut().writes.push(Write { args, bytes });
    0
}

fn bits(value: &Val) -> u64 {
    match value {
        Val::I32(value) => u64::from(value.cast_unsigned()),
        Val::I64(value) => value.cast_unsigned(),
        Val::F32(bits) => u64::from(*bits),
        Val::F64(bits) => *bits,
        other => unreachable!("{other:?} is not a number"),
    }
}

fn of_bits(ty: &ValType, bits: u64) -> Val {
    match ty {
        ValType::I32 => Val::I32(bits as i32),
        ValType::I64 => Val::I64(bits.cast_signed()),
        ValType::F32 => Val::F32(bits as u32),
        ValType::F64 => Val::F64(bits),
        other => unreachable!("{other} is not a number"),
    }
}

fn zero(ty: &ValType) -> Val {
    match ty {
        ValType::V128 => Val::V128(0.into()),
        ValType::Ref(_) => Val::FuncRef(None),
        number => of_bits(number, 0),
    }
}

fn show(value: &Val) -> String {
    match value {
        Val::FuncRef(function) => format!("funcref {}", function.is_some()),
        Val::V128(value) => format!("{:x}", value.as_u128()),
        number => format!("{number:?}"),
    }
}

fn describe(error: &wasmtime::Error) -> String {
    match error.downcast_ref::<Trap>() {
        Some(trap) => format!("{trap:?}"),
        None => error.root_cause().to_string(),
    }
}
