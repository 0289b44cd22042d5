;; The routes of the port are listed, with room for eight: those must be written that are counted. A runtime whose
;; guests have no port of their own has notsup.
;;! level = "must"
;;! refs = ["wasix.port_route_list", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_route_list" (func $port_route_list (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\08\00\00\00")  ;; room for 8 routes

  (func (export "_start")
    (drop (call $port_route_list (i32.const 192) (i32.const 48)))  ;;= success routes=* nroutes=* | notsup
  ))
