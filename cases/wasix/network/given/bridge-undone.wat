;; The guest was bridged to no network, and is to be disconnected from it. No document says what is answered: it is
;; recorded.
;;! level = "may"
;;! refs = ["wasix.port_unbridge", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_unbridge" (func $port_unbridge (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $port_unbridge))  ;;= *
  ))
