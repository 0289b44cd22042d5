;; An address is added to the port: it must be among those that are listed then. A runtime whose guests have no port of
;; their own has notsup.
;;! level = "must"
;;! refs = ["wasix.port_addr_add", "wasix.port_addr_list", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_addr_add"  (func $port_addr_add  (param i32) (result i32)))
  (import "wasix_32v1" "port_addr_list" (func $port_addr_list (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\08\00\00\00")                  ;; room for 8 networks
  (data (i32.const 128) "\01\00" "\c0\00\02\02" "\18")  ;; inet4, 192.0.2.2, a prefix of 24

  (func (export "_start")
    (drop (call $port_addr_add (i32.const 128)))                  ;;= success @added | notsup @none
    (drop (call $port_addr_list (i32.const 192) (i32.const 48)))  ;;= success addrs=*192.0.2.2/24* after @added | notsup after @none
  ))
