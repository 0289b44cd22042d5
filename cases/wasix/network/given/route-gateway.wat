;; A gateway is set. Whether a guest has a port of its own is up to its runtime, and one that has none answers notsup:
;; the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.port_gateway_set", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_gateway_set" (func $port_gateway_set (param i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "\01\00" "\c0\00\02\01")  ;; inet4, 192.0.2.1

  (func (export "_start")
    (drop (call $port_gateway_set (i32.const 128)))  ;;= *
  ))
