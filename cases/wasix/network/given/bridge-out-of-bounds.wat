;; {what} is at 65536, where memory ends: port_bridge should trap or be refused. A runtime without such networks follows
;; no pointer, and has notsup.
;;! level = "should"
;;! refs = ["wasi.witx.out-of-bounds", "wasix.errno.memviolation", "wasix.errno.notsup"]
;;! needs = ["netns"]
;;! [variants]
;;! network = { network = "65536", token = "160", what = "The name of the network" }
;;! token = { network = "128", token = "65536", what = "The token" }
(module
  (import "wasix_32v1" "port_bridge" (func $port_bridge (param i32 i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 128) "nowhere")
  (data (i32.const 160) "token")

  (func (export "_start")
    (drop (call $port_bridge (i32.const 65536 (;network;)) (i32.const 7) (i32.const 160 (;token;)) (i32.const 5) (i32.const 1)))  ;;= traps | memviolation | notsup
  ))
