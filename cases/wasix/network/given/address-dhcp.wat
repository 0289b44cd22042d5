;; Addresses are asked for by DHCP, where nobody hands any out. No document says what is answered: it is recorded.
;;! level = "may"
;;! refs = ["wasix.port_dhcp_acquire", "wasix.errno.notsup"]
;;! needs = ["netns"]
(module
  (import "wasix_32v1" "port_dhcp_acquire" (func $port_dhcp_acquire (result i32)))
  (memory (export "memory") 1)

  (func (export "_start")
    (drop (call $port_dhcp_acquire))  ;;= *
  ))
