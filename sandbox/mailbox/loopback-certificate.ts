/** A certificate for this machine alone, with its key: it proves nothing, and serves STARTTLS of the sandbox. */
export const loopbackCertificate = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBmjCCAUGgAwIBAgIUejGUUMv0BjVXRnuJAGt7Xt+n+AcwCgYIKoZIzj0EAwIw',
  'FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDEzMzIwMFoYDzIxMjYxMTA2',
  'MTMzMjAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO',
  'PQMBBwNCAATiT3MTF9evSKdxNNN6nZ1RLL5mxJVS6RL1h+cB6BEtGxMnL7lhD7im',
  'o3HsdThbcE2XHNUZTS+Us1RA2bs3SLwfo28wbTAdBgNVHQ4EFgQUw6UrjsBDUs43',
  'SH8g7+gEiB3LhXwwHwYDVR0jBBgwFoAUw6UrjsBDUs43SH8g7+gEiB3LhXwwDwYD',
  'VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI',
  'zj0EAwIDRwAwRAIgdtYqon8MgKeOkaNeeHL/Tk/gKKi6Xv3Cuar8YRrIJlcCIFsr',
  'CPwJNfefWol3FZBJNGYk7ncM/C6WoI/x+/ZKYaUl',
  '-----END CERTIFICATE-----',
].join('\n')

export const loopbackKey = [
  '-----BEGIN PRIVATE KEY-----',
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgTBrSzTRe0X0UB3wm',
  'xcbul0TJWCj0Hin8mU17RwCXlbehRANCAATiT3MTF9evSKdxNNN6nZ1RLL5mxJVS',
  '6RL1h+cB6BEtGxMnL7lhD7imo3HsdThbcE2XHNUZTS+Us1RA2bs3SLwf',
  '-----END PRIVATE KEY-----',
].join('\n')
