/**
 * PostgreSQL 18 as a process of its own, from zonky's binaries, with its data in the data folder. Everything committed is on the disk
 * (fsync and synchronous_commit are on), everybody has a role with a password, and it listens to the loopback address alone. It
 * outlives a JVM that was killed: the next start stops it first, after making sure that it is the one of this folder.
 */
@NullMarked
package dev.waybill.standalone.database;

import org.jspecify.annotations.NullMarked;
