;; The article writes port 8080 as "\1f\90", high byte first; in witx a port is a little-endian u16, and these bytes are
;; 36895. The peer listens on port 8080, and bind shows which of the two it is: documents conflict, so it is recorded.
;;! level = "may"
;;! refs = ["seed.sock_bind.port-order", "wasix.addr_port.little-endian"]
;;! needs = ["netns"]
;;! peer = "127.0.0.1:8080"
(module
  (import "wasix_32v1" "sock_open" (func $sock_open (param i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_bind" (func $sock_bind (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 48) "\01\00")        ;; sin_family=1 (IPv4)
  (data (i32.const 50) "\1f\90")        ;; port 8080, says the article
  (data (i32.const 52) "\7f\00\00\01")  ;; 127.0.0.1

  (func (export "_start")
    (drop (call $sock_open (i32.const 1) (i32.const 1) (i32.const 0) (i32.const 80)))  ;;~ success
    ;;< listen
    (drop (call $sock_bind (i32.load (i32.const 80)) (i32.const 48)))                  ;;= addrinuse [seed.sock_bind.port-order] | success [wasix.addr_port.little-endian]
  ))
