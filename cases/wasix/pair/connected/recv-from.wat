;; Nothing was sent over a pair, and the end does not wait. By the witx sock_recv_from receives from a socket, and so
;; finds nothing; but the right to it is one to receive datagrams, by which it can be refused on a stream: the answer is
;; recorded.
;;! level = "may"
;;! refs = ["posix.recvfrom.stream", "wasix.sock_recv_from.data", "wasix.rights.sock_recv_from", "wasix.errno.again", "wasix.errno.notsup", "wasix.errno.notcapable"]
(module
  (import "wasix_32v1" "sock_pair" (func $sock_pair (param i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "sock_recv_from" (func $sock_recv_from (param i32 i32 i32 i32 i32 i32 i32) (result i32)))
  (import "wasix_32v1" "fd_fdstat_set_flags" (func $fd_fdstat_set_flags (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 104) "\c0\00\00\00" "\10\00\00\00")  ;; the vector to receive: 16 bytes at 192

  (func (export "_start") (local $fd i32) (local $peer i32)
    (drop (call $sock_pair (i32.const 3) (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 4)))                                          ;;~ success
    (local.set $fd (i32.load (i32.const 0)))
    (local.set $peer (i32.load (i32.const 4)))
    (drop (call $fd_fdstat_set_flags (local.get $fd) (i32.const 4)))                                                                        ;;~ success
    (drop (call $sock_recv_from (local.get $fd) (i32.const 104) (i32.const 1) (i32.const 0) (i32.const 48) (i32.const 52) (i32.const 64)))  ;;= again [wasix.sock_recv_from.data] | notsup [wasix.rights.sock_recv_from] | notcapable [wasix.rights.sock_recv_from]
  ))
