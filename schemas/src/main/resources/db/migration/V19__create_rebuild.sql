-- The services make the tables themselves, like those of this schema as they are on that day, and drop them when a rebuild ends.
create schema rebuild;
comment on schema rebuild is 'What the log says that the tables hold, while a rebuild goes on';
-- the services name the type, and see this schema alone while they fold
create domain rebuild.shipment_status as shipment_status;
comment on domain rebuild.shipment_status is 'The live schema''s shipment_status, by its name';
