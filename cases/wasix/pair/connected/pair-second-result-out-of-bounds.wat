;; The second descriptor is to be written at {address}, where not all of its four bytes are memory: the call should trap
;; or be refused. It should leave no socket open that the guest knows nothing of, so the next pair has the lowest numbers
;; as before.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.overflow", "wasix.result", "wasix.sock_pair.lowest"]
;;! [variants]
;;! end = { address = "65536" }
;;! last-byte = { address = "65533" }
;;! wraps = { address = "4294967294" }
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_close"  (func $fd_close  (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                  ;;~ success fd1=$one fd2=$two
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_close (local.get $fd)))                                                                         ;;~ success
    (drop (call $fd_close (local.get $peer)))                                                                       ;;~ success
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 65536 (;address;))))  ;;= traps | memviolation | overflow
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                  ;;= success fd1=$one fd2=$two
  ))
