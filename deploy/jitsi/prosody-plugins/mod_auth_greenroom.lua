-- Lets people in by the room token in the address of their connection (`?token=`), as Jitsi's clients send it, and in
-- no other way. Stands in for Jitsi's own mod_auth_token, which knows one shared key at a time and wildcards.
-- Options: greenroom_app_id, greenroom_app_secrets (one, or two while a key is replaced; an empty one is none).

local formdecode = require "util.http".formdecode;
local new_id = require "util.id".long;
local now = require "util.time".now;
local sasl = require "util.sasl";
local token = module:require "greenroom_token";

local authority = {
	app_id = module:get_option_string("greenroom_app_id");
	secrets = {};
	domain = module.host;
};
for secret in module:get_option_set("greenroom_app_secrets", {}) do
	assert(secret == "" or #secret >= 16, "greenroom_app_secrets: a secret has at least 16 signs");
	if secret ~= "" then table.insert(authority.secrets, secret); end
end
assert(authority.app_id and #authority.app_id > 0, "greenroom_app_id is not set");
assert(#authority.secrets > 0, "greenroom_app_secrets is empty: nobody could enter");

local function remember_address(event)
	local session, request = event.session, event.request;
	local query = request.url.query;
	local parameters = query and formdecode(query);
	if type(parameters) ~= "table" then return; end
	session.greenroom_token = parameters.token;
	session.greenroom_previous = parameters.previd;
end
module:hook_global("websocket-session", remember_address);

-- The name of a session that was cut, when its own person comes back for it: resuming (XEP-0198) takes the same name.
local function name_to_resume(person, previous)
	if not previous then return nil; end
	for name, account in pairs(prosody.hosts[module.host].sessions) do
		for _, session in pairs(account.sessions) do
			local owner = session.greenroom_person;
			if session.resumption_token == previous and owner and owner.id == person.id and owner.room == person.room then
				return name;
			end
		end
	end
end

local function log_in(session)
	local person, fault = token.verify(session.greenroom_token, authority, now());
	session.greenroom_token = nil;
	if not person then
		module:log("info", "a token was refused: %s", fault);
		return nil, fault;
	end
	session.greenroom_person = person;
	-- What Jitsi's own modules look for.
	session.jitsi_meet_room = person.room;
	session.jitsi_meet_domain = module.host;
	session.jitsi_meet_context_user = { id = person.id, name = person.name };
	session.jitsi_meet_context_features = person.features;
	return name_to_resume(person, session.greenroom_previous) or new_id():lower();
end

local provider = {};

function provider.get_sasl_handler(session)
	return sasl.new(module.host, { anonymous = function () return log_in(session); end });
end

function provider.user_exists() return false; end
function provider.test_password() return nil, "Only tokens"; end
function provider.set_password() return nil, "Only tokens"; end
function provider.create_user() return nil, "Only tokens"; end
function provider.delete_user() return nil, "Only tokens"; end

module:provides("auth", provider);

-- Prosody's own ANONYMOUS asks again and again until it is given a name; this one can be refused.
sasl.registerMechanism("ANONYMOUS", { "anonymous" }, function (self)
	local name, fault = self.profile.anonymous();
	if not name then return "failure", "not-allowed", fault; end
	self.username = name;
	return "success";
end);
