;; {what} is at 65536, where memory ends: port_route_list should trap or be refused. A runtime whose guests have no port
;; of their own follows no pointer, and has notsup.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! [variants]
;;! count = { routes = "192", count = "65536", what = "The number of routes" }
;;! routes = { routes = "65536", count = "48", what = "The first route" }
(module
  (import "wasix_32v1" "port_route_list" (func $port_route_list (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\08\00\00\00")  ;; room for 8 routes

  (func (export "_start")
    (drop (call $port_route_list (i32.const 192 (;routes;)) (i32.const 65536 (;count;))))  ;;= traps | memviolation | notsup
  ))
