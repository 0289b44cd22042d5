;; {what} is longer than the names of the internet can be. It may be refused at once, and otherwise no address must come
;; of it.
;;! level = "must"
;;! refs = ["wasip2.resolve-addresses.invalid", "wasip2.resolve-addresses.at-once"]
;;! needs = ["netns"]
;;! [variants]
;;! label = { length = "68", what = "A label of 64 letters" }
;;! name  = { length = "300", what = "A name of 300 letters" }
(module
  (import "cm32p2|wasi:sockets/instance-network@0.2" "instance-network" (func $instance-network (result i32)))
  (import "cm32p2|wasi:sockets/ip-name-lookup@0.2" "resolve-addresses" (func $resolve-addresses (param i32 i32 i32 i32)))
  (memory (export "cm32p2_memory") 1)
  (data (i32.const 128) "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org")
  (data (i32.const 196) ".a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a")

  (func (export "cm32p2|wasi:cli/run@0.2|run") (result i32) (local $network i32)
    (local.set $network (call $instance-network))                                                           ;;~ returns
    (call $resolve-addresses (local.get $network) (i32.const 128) (i32.const 68 (;length;)) (i32.const 0))  ;;= err(invalid-argument) | err(name-unresolvable) | ok
    (i32.const 0)))
