;; {what} is at 65536, where memory ends: port_route_add should trap or be refused. A runtime whose guests have no port
;; of their own follows no pointer, and has notsup.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! [variants]
;;! network = { network = "65536", router = "160", preferred = "320", expires = "320", what = "The network" }
;;! router = { network = "128", router = "65536", preferred = "320", expires = "320", what = "The router" }
;;! preferred = { network = "128", router = "160", preferred = "65536", expires = "320", what = "The time until which it is preferred" }
;;! expires = { network = "128", router = "160", preferred = "320", expires = "65536", what = "The time when it expires" }
(module
  (import "wasix_32v1" "port_route_add" (func $port_route_add (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "\01\00" "\c6\33\64\00" "\18")  ;; inet4, 198.51.100.0, a prefix of 24
  (data (i32.const 160) "\01\00" "\c0\00\02\01")        ;; inet4, 192.0.2.1
  (data (i32.const 320) "\00")                          ;; no time

  (func (export "_start")
    (drop (call $port_route_add (i32.const 65536 (;network;)) (i32.const 160 (;router;)) (i32.const 320 (;preferred;)) (i32.const 320 (;expires;))))  ;;= traps | memviolation | notsup
  ))
