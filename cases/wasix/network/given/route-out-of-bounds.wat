;; {what} is at 65536, where memory ends: {variant} should trap or be refused. A runtime whose guests have no port of
;; their own follows no pointer, and has notsup.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! [variants]
;;! port-route-remove = { call = "port_route_remove", what = "The address of the route" }
;;! port-gateway-set = { call = "port_gateway_set", what = "The address of the gateway" }
(module
  (import "wasix_32v1" "port_route_remove" (;call;) (func $ask (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $ask (i32.const 65536)))  ;;= traps | memviolation | notsup
  ))
