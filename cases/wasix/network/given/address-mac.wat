;; The hardware address of the port is asked for: all six bytes of it must be written. A runtime whose guests have no
;; port of their own has notsup.
;;! level = "must"
;;! refs = ["wasix.port_mac", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_mac" (func $port_mac (param i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $port_mac (i32.const 48)))  ;;= success mac=* | notsup
  ))
