;; A socket whose bind failed is still opening, says the article; 192.0.2.1 is an address of no host. The page of
;; sock_status has failed for a socket that an error came up with: the answer is recorded.
;;! level = "may"
;;! refs = ["seed.sock_status.bind-failed", "wasix.sock_status.failed"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind"   (func $sock_bind   (param i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00" "\00\00" "\c0\00\02\01")  ;; inet4, port 0, 192.0.2.1
  (data (i32.const 112) "\ff")                            ;; no status: what the call does not write is not taken for one

  (func (export "_start") (local $fd i32)
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (local.set $fd (i32.load (i32.const 80)))
    (drop (call $sock_bind (local.get $fd) (i32.const 48)))                            ;;~ fails
    (drop (call $sock_status (local.get $fd) (i32.const 112)))                         ;;= success status=opening [seed.sock_status.bind-failed] | success status=failed [wasix.sock_status.failed]
  ))
