;; There is no other network that the guest could be bridged to, and no document has an errno for that. A runtime
;; without such networks has notsup: the answer is recorded.
;;! level = "may"
;;! refs = ["wasix.port_bridge", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_bridge" (func $port_bridge (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "nowhere")
  (data (i32.const 160) "token")

  (func (export "_start")
    (drop (call $port_bridge (i32.const 128) (i32.const 7) (i32.const 160) (i32.const 5) (i32.const 1)))  ;;= *
  ))
