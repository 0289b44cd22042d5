;; Directions {how} of an end of a pair are shut down, which are not 1, 2 or 3: it should answer EINVAL.
;;! level = "should"
;;! refs = ["posix.shutdown.inval", "wasix.sock_shutdown.similar", "wasix.sock_shutdown.how"]
;;! [variants]
;;! none = { how = "0" }
;;! unknown = { how = "4" }
(module
  (import "wasix_32v1" "sock_pair"     (func $sock_pair     (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_shutdown" (func $sock_shutdown (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))  ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $sock_shutdown (local.get $fd) (i32.const 0 (;how;))))                              ;;= inval
  ))
