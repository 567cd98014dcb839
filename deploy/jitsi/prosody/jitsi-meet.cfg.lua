-- Prosody's site configuration for Greenroom: a meeting domain that only tokens open, and nothing that an interview
-- does not need. It takes the place of the one in the official image (see ../README.md) and is read from the
-- environment, so that no secret stands in a file. No function of Lua is called here: Prosody 0.12 and 13 know them by
-- different names; `+ 0` makes a number of a text.

local domain = ENV_XMPP_DOMAIN or "meet.jitsi"
local auth = ENV_XMPP_AUTH_DOMAIN or "auth.meet.jitsi"
local muc = ENV_XMPP_MUC_DOMAIN or "muc.meet.jitsi"
local internal = ENV_XMPP_INTERNAL_MUC_DOMAIN or "internal-muc.meet.jitsi"
local hidden = ENV_XMPP_HIDDEN_DOMAIN or "hidden.meet.jitsi"
local certificates = ENV_PROSODY_CERTIFICATES or "/run/prosody/config/certs"

local focus = "focus@" .. auth
local records = ENV_ENABLE_RECORDING == "1"
local bridge = (ENV_JVB_AUTH_USER or "jvb") .. "@" .. auth

local function certificate_of(name)
	return { key = certificates .. "/" .. name .. ".key", certificate = certificates .. "/" .. name .. ".crt" }
end

admins = { focus, bridge }
unlimited_jids = { focus, bridge }
plugin_paths = { "/prosody-plugins-custom", "/prosody-plugins" }
http_default_host = domain
consider_websocket_secure = true

-- A connection that says nothing for this long is asked for a sign of life, and given up after as long again.
network_settings = { tcp_backlog = 511, read_timeout = (ENV_SIGN_OF_LIFE_SECONDS or 15) + 0 }

-- A cut connection may come back for this long before its person counts as gone.
smacks_hibernation_time = (ENV_HIBERNATION_SECONDS or 60) + 0
smacks_max_unacked_stanzas = 5
smacks_max_old_sessions = 1
storage = { smacks_h = "memory" }

VirtualHost(domain)
	authentication = "greenroom"
	ssl = certificate_of(domain)
	modules_enabled = { "websocket", "smacks", "greenroom_access" }
	main_muc = muc
	greenroom_app_id = ENV_JITSI_APP_ID
	greenroom_app_secrets = { ENV_JITSI_APP_SECRET, ENV_JITSI_APP_SECRET_PREVIOUS }
	greenroom_api_url = ENV_GREENROOM_API_URL
	greenroom_secret = ENV_CONFERENCE_SECRET
	greenroom_shard = ENV_GREENROOM_SHARD

Component(muc) "muc"
	storage = "memory"
	modules_enabled = {
		"greenroom_rooms", "greenroom_roles", "greenroom_events", "greenroom_control",
		records and "greenroom_recording" or nil
	}
	http_host = domain
	greenroom_domain = domain
	greenroom_hidden_domain = hidden
	greenroom_focus_account = focus
	greenroom_recorder_patience = (ENV_RECORDER_PATIENCE_SECONDS or 120) + 0
	greenroom_api_url = ENV_GREENROOM_API_URL
	greenroom_secret = ENV_CONFERENCE_SECRET
	greenroom_shard = ENV_GREENROOM_SHARD
	greenroom_capacity = (ENV_PRESENCE_CAPACITY or 10000) + 0
	muc_room_locking = false
	muc_room_default_public_jids = true
	muc_room_default_history_length = 50
	max_history_messages = 50
	muc_room_allow_persistent = false
	muc_tombstones = false

-- Where people ask for a conference: the focus (Jicofo) answers behind it.
Component("focus." .. domain) "client_proxy"
	target_address = focus

-- Jitsi's own components: the focus and the bridges. Nobody with a token reaches these two hosts.
VirtualHost(auth)
	authentication = "internal_hashed"
	ssl = certificate_of(auth)
	modules_enabled = { "limits_exception", "smacks" }
	smacks_hibernation_time = 15

Component(internal) "muc"
	storage = "memory"
	restrict_room_creation = true
	muc_room_locking = false
	muc_room_default_public_jids = true
	muc_room_allow_persistent = false
	muc_tombstones = false

-- The recorder sits in a room without being seen; only where recording is switched on.
if records then
	VirtualHost(hidden)
		authentication = "internal_hashed"
		modules_enabled = { "smacks", "greenroom_recorder" }
		main_muc = muc
		greenroom_domain = domain
end
