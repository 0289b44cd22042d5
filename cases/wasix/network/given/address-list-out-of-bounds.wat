;; {what} is at 65536, where memory ends: port_addr_list should trap or be refused. A runtime whose guests have no port
;; of their own follows no pointer, and has notsup.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! [variants]
;;! count = { addresses = "192", count = "65536", what = "The number of addresses" }
;;! addresses = { addresses = "65536", count = "48", what = "The first address" }
(module
  (import "wasix_32v1" "port_addr_list" (func $port_addr_list (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\08\00\00\00")  ;; room for 8 networks

  (func (export "_start")
    (drop (call $port_addr_list (i32.const 192 (;addresses;)) (i32.const 65536 (;count;))))  ;;= traps | memviolation | notsup
  ))
