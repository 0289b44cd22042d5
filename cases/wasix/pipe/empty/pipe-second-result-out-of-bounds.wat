;; The second descriptor is to be written at {address}, where not all of its four bytes are memory: the call should trap
;; or be refused. It should leave no pipe open that the guest knows nothing of, so the next one has the numbers that were
;; free before.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.overflow", "wasix.result", "posix.close.frees"]
;;! [variants]
;;! end = { address = "65536" }
;;! last-byte = { address = "65533" }
;;! wraps = { address = "4294967294" }
(module
  (import "wasix_32v1" "fd_pipe"  (func $fd_pipe  (param i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close" (func $fd_close (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $reader i32) (local $writer i32)
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                  ;;~ success fd1=$one fd2=$two
    (local.set $reader (i32.load (i32.const 0)))
    (local.set $writer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $reader)))                         ;;~ success
    (drop (call $fd_close (local.get $writer)))                         ;;~ success
    (drop (call $fd_pipe (i32.const 0) (i32.const 65536 (;address;))))  ;;= traps | memviolation | overflow
    (drop (call $fd_pipe (i32.const 0) (i32.const 4)))                  ;;= success fd1=$one fd2=$two
  ))
