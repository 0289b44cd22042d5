//! A function that wasmer 5 takes the address of and that Rust had until it probed stacks by instructions of its own: it touches each
//! page of a frame to come, so that the guard page below a stack is never jumped over.

// The size of the frame is in rax, which stays as it is; r11 is nobody's.
#[cfg(target_arch = "x86_64")]
core::arch::global_asm!(
    ".globl __rust_probestack",
    "__rust_probestack:",
    "push rcx",
    "mov rcx, rax",
    "mov r11, rsp",
    "2:",
    "cmp rcx, 4096",
    "jb 3f",
    "sub r11, 4096",
    "test [r11], r11",
    "sub rcx, 4096",
    "jmp 2b",
    "3:",
    "sub r11, rcx",
    "test [r11], r11",
    "pop rcx",
    "ret",
);
