;; After sock_open the socket is `opening`, says the article. The status is the first of the witx enum, 0.
;;! level = "must"
;;! refs = ["seed.sock_status.opening", "wasix.sock_status"]
(module
  (import "wasix_32v1" "sock_open"   (func $sock_open   (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_status" (func $sock_status (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 112) "\ff")  ;; no status: what the call does not write is not taken for one

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_status (i32.load (i32.const 80)) (i32.const 112)))               ;;= success status=opening
  ))
