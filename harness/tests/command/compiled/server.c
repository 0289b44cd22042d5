// A server that accepts before it listens. It is compiled to server.wasm by
//
//   zig cc -target wasm32-freestanding -g -O1 -c -fdebug-compilation-dir=. server.c wasix-libc/socket.c
//   zig wasm-ld --no-entry --export-memory -o server.wasm server.o socket.o
#include "wasix-libc/socket.h"

static int serve(unsigned short port) {
  int fd = open_socket();
  if (fd < 0 || bind_to(fd, port))
    return 1;
  int accepted = accept_from(fd);
  return accepted < 0;
}

__attribute__((export_name("_start"))) void start(void) {
  if (serve(7967))
    serve(7968);
}
