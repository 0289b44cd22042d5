//! Memories of wasmer that tell when they are refused room to grow. They are its own in everything else.
//!
//! What a thread of the guest grows by a handle of its own is not seen: wasmer gives it the memory inside.

use std::ptr::NonNull;
use std::time::Duration;

use wasmer::Engine;
use wasmer::sys::vm::{
    ExpectedValue, LinearMemory, MemoryError, MemoryStyle, TableStyle, ThreadConditions, Trap,
    VMMemory, VMMemoryDefinition, VMSharedMemory, VMTable, VMTableDefinition, WaiterError,
};
use wasmer::sys::{BaseTunables, NativeEngineExt, Tunables};
use wasmer_types::{MemoryType, Pages, TableType};

use crate::room::Room;

/// Lets the memories that the engine makes from now on tell `room` what is refused.
pub fn watch(engine: &mut Engine, room: &Room) {
    engine.set_tunables(Watching {
        base: BaseTunables::new(),
        room: room.clone(),
    });
}

/// How wasmer makes memories and tables, with an eye on what it refuses.
struct Watching {
    base: BaseTunables,
    room: Room,
}

impl Watching {
    fn watched(&self, memory: VMMemory) -> VMMemory {
        VMMemory(Box::new(Watched {
            memory,
            room: self.room.clone(),
        }))
    }
}

#[expect(
    unsafe_code,
    reason = "the trait has unsafe functions, which are handed on"
)]
impl Tunables for Watching {
    fn memory_style(&self, memory: &MemoryType) -> MemoryStyle {
        self.base.memory_style(memory)
    }

    fn table_style(&self, table: &TableType) -> TableStyle {
        self.base.table_style(table)
    }

    fn create_host_memory(
        &self,
        ty: &MemoryType,
        style: &MemoryStyle,
    ) -> Result<VMMemory, MemoryError> {
        let memory = self.base.create_host_memory(ty, style)?;
        Ok(self.watched(memory))
    }

    unsafe fn create_vm_memory(
        &self,
        ty: &MemoryType,
        style: &MemoryStyle,
        definition: NonNull<VMMemoryDefinition>,
    ) -> Result<VMMemory, MemoryError> {
        // SAFETY: what the caller promises is what is wanted.
        let memory = unsafe { self.base.create_vm_memory(ty, style, definition) }?;
        Ok(self.watched(memory))
    }

    fn create_host_table(&self, ty: &TableType, style: &TableStyle) -> Result<VMTable, String> {
        self.base.create_host_table(ty, style)
    }

    unsafe fn create_vm_table(
        &self,
        ty: &TableType,
        style: &TableStyle,
        definition: NonNull<VMTableDefinition>,
    ) -> Result<VMTable, String> {
        // SAFETY: what the caller promises is what is wanted.
        unsafe { self.base.create_vm_table(ty, style, definition) }
    }
}

/// A memory that tells when it is refused room.
#[derive(Debug)]
struct Watched {
    memory: VMMemory,
    room: Room,
}

impl Watched {
    /// What a guest asks for beyond its own maximum, or beyond what a memory can have at all, is refused by no lack of room.
    fn told<T>(&self, grown: Result<T, MemoryError>) -> Result<T, MemoryError> {
        if let Err(MemoryError::Region(why)) = &grown {
            self.room.refused(why.clone());
        }
        grown
    }

    fn again(&self, memory: Box<dyn LinearMemory + Send + Sync>) -> Box<Watched> {
        Box::new(Watched {
            memory: VMMemory(memory),
            room: self.room.clone(),
        })
    }
}

#[expect(
    unsafe_code,
    reason = "the trait has unsafe functions, which are handed on"
)]
impl LinearMemory for Watched {
    fn ty(&self) -> MemoryType {
        self.memory.ty()
    }

    fn size(&self) -> Pages {
        self.memory.size()
    }

    fn style(&self) -> MemoryStyle {
        self.memory.style()
    }

    fn grow(&mut self, delta: Pages) -> Result<Pages, MemoryError> {
        let grown = self.memory.grow(delta);
        self.told(grown)
    }

    fn grow_at_least(&mut self, min_size: u64) -> Result<(), MemoryError> {
        let grown = self.memory.grow_at_least(min_size);
        self.told(grown)
    }

    fn reset(&mut self) -> Result<(), MemoryError> {
        self.memory.reset()
    }

    fn vmmemory(&self) -> NonNull<VMMemoryDefinition> {
        self.memory.vmmemory()
    }

    fn try_clone(&self) -> Result<Box<dyn LinearMemory + Send + Sync + 'static>, MemoryError> {
        let memory = LinearMemory::try_clone(&self.memory)?;
        Ok(self.again(memory))
    }

    unsafe fn initialize_with_data(&self, start: usize, data: &[u8]) -> Result<(), Trap> {
        // SAFETY: what the caller promises is what is wanted.
        unsafe { self.memory.initialize_with_data(start, data) }
    }

    fn copy(&self) -> Result<Box<dyn LinearMemory + Send + Sync + 'static>, MemoryError> {
        let memory = LinearMemory::copy(&self.memory)?;
        Ok(self.again(memory))
    }

    fn as_shared(&self) -> Result<VMSharedMemory, MemoryError> {
        self.memory.as_shared()
    }

    unsafe fn do_wait(
        &mut self,
        dst: u32,
        expected: ExpectedValue,
        timeout: Option<Duration>,
    ) -> Result<u32, WaiterError> {
        // SAFETY: what the caller promises is what is wanted.
        unsafe { self.memory.do_wait(dst, expected, timeout) }
    }

    fn do_notify(&mut self, dst: u32, count: u32) -> u32 {
        self.memory.do_notify(dst, count)
    }

    fn thread_conditions(&self) -> Option<&ThreadConditions> {
        self.memory.thread_conditions()
    }
}
