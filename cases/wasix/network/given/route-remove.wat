;; A route is removed that the port does not have. No document says what is answered: it is recorded.
;;! level = "may"
;;! refs = ["wasix.port_route_remove", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_route_remove" (func $port_route_remove (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "\01\00" "\c0\00\02\01")  ;; inet4, 192.0.2.1

  (func (export "_start")
    (drop (call $port_route_remove (i32.const 128)))  ;;= *
  ))
