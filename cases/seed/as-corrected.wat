;; The article's corrected program, with family 1 in both places, the address at 48 and the port at 50; no address
;; follows, which is 0.0.0.0. It must bind the socket, whichever port the bytes mean.
;;! level = "must"
;;! refs = ["seed.sock_bind.address", "seed.address_family.inet4", "wasix.sock_bind"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00")  ;; sin_family=1 (IPv4)
  (data (i32.const 50) "\1f\90")  ;; port 8080, says the article

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    (drop (call $sock_bind (i32.load (i32.const 80)) (i32.const 48)))                  ;;= success
  ))
