;; The addresses of the port are listed, with room for eight: those must be written that are counted. A runtime whose
;; guests have no port of their own has notsup.
;;! level = "must"
;;! refs = ["wasix.port_addr_list", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_addr_list" (func $port_addr_list (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\08\00\00\00")  ;; room for 8 networks

  (func (export "_start")
    (drop (call $port_addr_list (i32.const 192) (i32.const 48)))  ;;= success addrs=* naddrs=* | notsup
  ))
