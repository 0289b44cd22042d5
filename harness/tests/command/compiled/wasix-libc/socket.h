struct address {
  unsigned char family, padding;
  unsigned short port;
  unsigned char bytes[16];
};

int open_socket(void);
int bind_to(int fd, unsigned short port);
int listen_on(int fd);
int accept_from(int fd);
