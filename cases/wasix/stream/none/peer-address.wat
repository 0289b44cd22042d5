;; Number 99 was never opened: badf, and not notconn, which is about sockets that exist.
;;! level = "should"
;;! refs = ["wasix.errno.badf", "posix.badf", "wasix.sock_addr_peer.similar"]
(module
  (import "wasix_32v1" "sock_addr_peer" (func $sock_addr_peer (param i32 i32) (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $sock_addr_peer (i32.const 99) (i32.const 64)))  ;;= badf
  ))
