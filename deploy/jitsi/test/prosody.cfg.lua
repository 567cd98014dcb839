-- Stands in for the part of the configuration that the official image writes: where things are, and what is global.

run_as_root = true
pidfile = ENV_PROSODY_FOLDER .. "/prosody.pid"
data_path = ENV_PROSODY_FOLDER
certificates = ENV_PROSODY_FOLDER
log = { { levels = { min = "info" }, to = "file", filename = ENV_PROSODY_FOLDER .. "/prosody.log" } }

modules_enabled = { "saslauth", "disco", "ping", "roster" }
modules_disabled = { "s2s", "offline", "register" }
allow_registration = false
authentication = "internal_hashed"
network_backend = "epoll"

c2s_ports = { }
c2s_direct_tls_ports = { }
https_ports = { }
http_ports = { ENV_PROSODY_HTTP_PORT + 0 }
http_interfaces = { "127.0.0.1" }

Include "../prosody/jitsi-meet.cfg.lua"

plugin_paths = { ENV_PROSODY_TEST_FOLDER .. "/../prosody-plugins", ENV_PROSODY_TEST_FOLDER .. "/plugins" }
