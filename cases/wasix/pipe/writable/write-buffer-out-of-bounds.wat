;; The vector points to {address}, where not all of its bytes are memory: write should trap or be refused, and nothing of
;; it should be read.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.overflow", "posix.read.pipe-empty", "wasix.fd_read.similar"]
;;! [variants]
;;! end = { bytes = '\00\00\01\00', address = "65536" }
;;! last-byte = { bytes = '\f1\ff\00\00', address = "65521" }
;;! wraps = { bytes = '\fa\ff\ff\ff', address = "4294967290" }
(module
  (import "wasix_32v1" "fd_pipe"             (func $fd_pipe             (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_write"            (func $fd_write            (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")            ;; the vector to receive: 16 bytes at 192
  (data (i32.const 112) "\00\00\01\00" (;bytes;) "\10\00\00\00")  ;; the vector that is wrong: 16 bytes at {address}

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                                        ;;~ success
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_write (local.get $writer) (i32.const 112) (i32.const 1) (i32.const 48)))  ;;= traps | memviolation | overflow
    (drop (call $fd_fdstat_set_flags (local.get $reader) (i32.const 4)))                      ;;~ success
    (drop (call $fd_read (local.get $reader) (i32.const 104) (i32.const 1) (i32.const 48)))   ;;= again
  ))
