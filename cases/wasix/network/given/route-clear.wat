;; All routes of the port are removed. Whether a guest has a port of its own is up to its runtime, and one that has none
;; answers notsup: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.port_route_clear", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_route_clear" (func $port_route_clear (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $port_route_clear))  ;;= *
  ))
