;; A route was added to the port, and its routes are listed with room for none: the answer must be overflow. A runtime
;; whose guests have no port of their own has notsup.
;;! level = "must"
;;! refs = ["wasix.port_route_list", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_route_add"  (func $port_route_add  (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "port_route_list" (func $port_route_list (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "\01\00" "\c6\33\64\00" "\18")  ;; inet4, 198.51.100.0, a prefix of 24
  (data (i32.const 160) "\01\00" "\c0\00\02\01")        ;; inet4, 192.0.2.1
  (data (i32.const 320) "\00")                          ;; no time

  (func (export "_start")
    (drop (call $port_route_add (i32.const 128) (i32.const 160) (i32.const 320) (i32.const 320)))  ;;~ success @added | notsup @none
    (drop (call $port_route_list (i32.const 192) (i32.const 48)))                                  ;;= overflow after @added | notsup after @none
  ))
