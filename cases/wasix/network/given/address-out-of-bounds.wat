;; {what} is at 65536, where memory ends: {variant} should trap or be refused. A runtime whose guests have no port of
;; their own follows no pointer, and has notsup.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! [variants]
;;! port-mac = { call = "port_mac", what = "The place for the hardware address" }
;;! port-addr-add = { call = "port_addr_add", what = "The network" }
;;! port-addr-remove = { call = "port_addr_remove", what = "The address" }
(module
  (import "wasix_32v1" "port_mac" (;call;) (func $ask (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $ask (i32.const 65536)))  ;;= traps | memviolation | notsup
  ))
