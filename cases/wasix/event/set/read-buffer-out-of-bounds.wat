;; The vector points to {address}, where not all of its bytes are memory: read should trap or be refused, and the number
;; 5 should stay for the next read.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.overflow", "linux.eventfd.read", "wasix.fd_event.eventfd"]
;;! [variants]
;;! end = { bytes = '\00\00\01\00', address = "65536" }
;;! last-byte = { bytes = '\f9\ff\00\00', address = "65529" }
;;! wraps = { bytes = '\fa\ff\ff\ff', address = "4294967290" }
(module
  (import "wasix_32v1" "fd_event"            (func $fd_event            (param i64 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_read"             (func $fd_read             (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\08\00\00\00")            ;; the vector to read: 8 bytes at 192
  (data (i32.const 112) "\00\00\01\00" (;bytes;) "\08\00\00\00")  ;; the vector that is wrong: 8 bytes at {address}

  (func (export "_start") (local $fd i32)
    (drop (call $fd_event (i64.const 5) (i32.const 0) (i32.const 0)))                    ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                     ;;~ success
    (drop (call $fd_read (local.get $fd) (i32.const 112) (i32.const 1) (i32.const 48)))  ;;= traps | memviolation | overflow
    (drop (call $fd_read (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 48)))  ;;= success data="\05\00\00\00\00\00\00\00" nread=8
  ))
