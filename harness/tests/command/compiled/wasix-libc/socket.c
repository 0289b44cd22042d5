// The sockets of a C library, as far as server.c needs them.
#include "socket.h"

#define IMPORT(name) __attribute__((import_module("wasix_32v1"), import_name(#name)))

IMPORT(sock_open) int sock_open(int family, int type, int protocol, int *fd);
IMPORT(sock_bind) int sock_bind(int fd, const struct address *address);
IMPORT(sock_listen) int sock_listen(int fd, int backlog);
IMPORT(sock_accept_v2) int sock_accept(int fd, int flags, int *accepted, struct address *peer);

int open_socket(void) {
  int fd;
  return sock_open(1, 1, 6, &fd) ? -1 : fd;
}

int bind_to(int fd, unsigned short port) {
  struct address address = {1, 0, port, {127, 0, 0, 1}};
  return sock_bind(fd, &address) ? -1 : 0;
}

int listen_on(int fd) { return sock_listen(fd, 8) ? -1 : 0; }

int accept_from(int fd) {
  int accepted;
  struct address peer;
  return sock_accept(fd, 4, &accepted, &peer) ? -1 : accepted;
}
