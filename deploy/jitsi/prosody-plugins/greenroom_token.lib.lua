-- Room tokens: Jitsi's claims without its wildcards. Every claim is required and means exactly one thing.

local base64 = require "util.encodings".base64;
local hashes = require "util.hashes";
local json = require "util.json";

local function decode_part(part)
	local padded = part:gsub("[-_]", { ["-"] = "+", ["_"] = "/" }) .. ("="):rep(-#part % 4);
	return base64.decode(padded);
end

local function decode_object(part)
	local text = decode_part(part);
	local object = text and json.decode(text);
	if type(object) == "table" then return object; end
end

-- True when one of the secrets made the signature: two are live while a key is being replaced.
local function is_signed(signed, signature, secrets)
	for _, secret in ipairs(secrets) do
		if hashes.equals(hashes.hmac_sha256(secret, signed), signature) then return true; end
	end
	return false;
end

local function is_text(value, longest)
	if type(value) ~= "string" then return false; end
	local length = utf8.len(value);
	return length ~= nil and length <= longest;
end

-- What is wrong with the claims; nil when nothing is.
local function fault_of(claims, authority, now)
	if claims.aud ~= authority.app_id then return "audience"; end
	if claims.iss ~= authority.app_id then return "issuer"; end
	if claims.sub ~= authority.domain then return "subject"; end
	if type(claims.nbf) ~= "number" or claims.nbf > now then return "nbf"; end
	if type(claims.exp) ~= "number" or claims.exp <= now then return "exp"; end
	local room = claims.room;
	if type(room) ~= "string" or #room > 200 or not room:find("^[a-z0-9][a-z0-9._-]*$") then return "room"; end
	local user = type(claims.context) == "table" and claims.context.user;
	if type(user) ~= "table" then return "user"; end
	if not is_text(user.id, 200) or user.id == "" then return "user.id"; end
	if not is_text(user.name, 200) then return "user.name"; end
	if type(user.moderator) ~= "boolean" then return "user.moderator"; end
end

-- Whose token it is: HS256 only, our issuer and audience, this domain, inside its time, one exact room.
-- `authority` has `app_id`, `domain` and `secrets`; `now` is seconds since the epoch.
-- Returns { room, id, name, moderator, features }, or nil and which check failed, which is safe to show.
local function verify(token, authority, now)
	if not token or token == "" then return nil, "token required"; end
	local signed, head, body, tail = token:match("^(([%w_-]+)%.([%w_-]+))%.([%w_-]+)$");
	if not signed then return nil, "not a signed token"; end
	local header = decode_object(head);
	if not header or header.alg ~= "HS256" then return nil, "invalid algorithm"; end
	local signature = decode_part(tail);
	if not signature or not is_signed(signed, signature, authority.secrets) then
		return nil, "invalid signature";
	end
	local claims = decode_object(body);
	if not claims then return nil, "invalid claims"; end
	local fault = fault_of(claims, authority, now);
	if fault then return nil, "invalid claim: " .. fault; end
	local user = claims.context.user;
	return {
		room = claims.room;
		id = user.id;
		name = user.name;
		moderator = user.moderator;
		features = claims.context.features;
	};
end

return { verify = verify };
